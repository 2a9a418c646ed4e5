"""Ways out of the map page and in from it, each tried by the page's own JavaScript.

What the page would reach is a server of the test's own: a way is shut when nothing ever connects to it.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWebEngineCore import QWebEngineProfile
from pytestqt.qtbot import QtBot

from tests.ui.mappage import TIMEOUT_MS, MapPage, open_map

WAYS_OUT = {
    "picture": "new Image().src = url",
    "script": "add('script', {src: url})",
    "module": "import(url).catch(() => 0)",
    "style sheet": "add('link', {rel: 'stylesheet', href: url})",
    "style import": "add('style', {textContent: `@import url('${url}');`})",
    "style picture": "add('div', {style: `background: url('${url}')`})",
    "font": "new FontFace('a', `url(${url})`).load().catch(() => 0)",
    "prefetch": "add('link', {rel: 'prefetch', href: url})",
    "preconnect": "add('link', {rel: 'preconnect', href: url})",
    "prerender": "add('script', {type: 'speculationrules', "
    "textContent: JSON.stringify({prerender: [{source: 'list', urls: [url]}]})})",
    "manifest": "add('link', {rel: 'manifest', href: url})",
    "icon": "add('link', {rel: 'icon', href: url})",
    "frame": "add('iframe', {src: url})",
    "frame by text": "add('iframe', {srcdoc: `<img src='${url}'><script src='${url}'></scr` + 'ipt>'})",
    "frame of data": "add('iframe', {src: `data:text/html,<img src='${url}'>`})",
    "object": "add('object', {data: url})",
    "embed": "add('embed', {src: url})",
    "sound": "add('audio', {src: url, autoplay: true})",
    "film": "add('video', {src: url, poster: url})",
    "picture in a vector": "document.body.insertAdjacentHTML('beforeend', "
    "`<svg><image href='${url}'/></svg>`)",
    "fetch": "fetch(url, {mode: 'no-cors'}).catch(() => 0)",
    "request": "(() => { const x = new XMLHttpRequest(); x.open('GET', url); x.send(); })()",
    "beacon": "navigator.sendBeacon(url, 'x')",
    "events": "new EventSource(url)",
    "socket": "new WebSocket(url.replace('http', 'ws'))",
    "transport": "new WebTransport(url.replace('http:', 'https:'))",
    "worker": "new Worker(URL.createObjectURL(new Blob([`fetch('${url}')`])))",
    "worker of data": "new Worker(`data:text/javascript,fetch('${url}')`)",
    "shared worker": "new SharedWorker(url)",
    "service worker": "navigator.serviceWorker.register(url).catch(() => 0)",
    "form": "add('form', {action: url, method: 'post', target: '_blank'}).submit()",
    "form here": "add('form', {action: url}).submit()",
    "link": "add('a', {href: url, target: '_blank'}).click()",
    "ping": "add('a', {href: '#', ping: url}).click()",
    "download": "add('a', {href: url, download: 'x'}).click()",
    "download of data": "add('a', {href: 'data:text/plain,x', download: 'x.txt'}).click()",
    "download of a blob": "add('a', {href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt'}).click()",
    "new window": "window.open(url)",
    "empty window": "(() => { const w = window.open('about:blank'); if (w) w.location = url; })()",
    "address": "location.href = url",
    "replaced address": "location.replace(url)",
    "refresh": "add('meta', {httpEquiv: 'refresh', content: `0; url=${url}`})",
    "base": "(() => { add('base', {href: url}); add('img', {src: 'x.png'}); })()",
    "peer": "call(window)",
    "peer of a frame": "call(add('iframe', {}).contentWindow)",
    "peer of a frame of a frame": "call(frameIn(add('iframe', {}).contentDocument))",
}

ADD = """
const add = (name, given) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key === "style") made.setAttribute(key, value);
    else made[key] = value;
  }
  document.body.append(made);
  return made;
};
const frameIn = (page) => page.body.appendChild(page.createElement("iframe")).contentWindow;
const call = (where) => {
  const known = {username: "a", credential: "b"};
  const iceServers = [
    {urls: `stun:${host}`},
    {urls: `turn:${host}?transport=tcp`, ...known},
    {urls: `turn:${host}?transport=udp`, ...known},
  ];
  const peer = new where.RTCPeerConnection({iceServers});
  (window.peers ??= []).push(peer);
  peer.createDataChannel("a");
  peer.createOffer().then((offer) => peer.setLocalDescription(offer));
};
"""


class Listener:
    """A port, for streams and for datagrams, that notes who comes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        port = self._socket.getsockname()[1]
        self.host = f"127.0.0.1:{port}"
        self._datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._datagrams.bind(("127.0.0.1", port))
        self._datagrams.settimeout(0.2)
        self.heard: list[bytes] = []
        self._is_over = False
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._listen, self._receive)]
        for thread in self._threads:
            thread.start()

    def _receive(self) -> None:
        while not self._is_over:
            try:
                self.heard.append(self._datagrams.recv(200))
            except TimeoutError:
                continue

    def _listen(self) -> None:
        while True:
            try:
                other, _ = self._socket.accept()
            except OSError:
                return
            other.settimeout(0.5)
            try:
                self.heard.append(other.recv(200))
            except OSError:
                self.heard.append(b"")
            other.close()

    def close(self) -> None:
        self._is_over = True
        self._socket.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        self._socket.close()
        self._datagrams.close()


@pytest.fixture
def listener() -> Generator[Listener]:
    listener = Listener()
    yield listener
    listener.close()


def try_all(page: MapPage, listener: Listener, ways: dict[str, str]) -> dict[str, str]:
    """Try ways one after the other; what each threw, empty where it did not."""
    code = ", ".join(
        f"{json.dumps(name)}: attempt((url) => {{ {way}; }}, {json.dumps(name)})"
        for name, way in ways.items()
    )
    found = page.js(
        f"(() => {{ const host = {json.dumps(listener.host)}; {ADD}"
        "const attempt = (way, name) => { try { way(`http://${host}/${encodeURIComponent(name)}`); "
        "return ''; } catch (fault) { return String(fault); } };"
        f"return {{ {code} }}; }})()"
    )
    assert isinstance(found, dict)
    return found


def test_the_listener_hears_who_comes(qtbot: QtBot, listener: Listener) -> None:
    with socket.create_connection(("127.0.0.1", int(listener.host.split(":")[1]))) as other:
        other.sendall(b"here")
        other.settimeout(5)
        other.recv(1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.sendto(b"there", ("127.0.0.1", int(listener.host.split(":")[1])))
    qtbot.waitUntil(lambda: listener.heard == [b"here", b"there"], timeout=TIMEOUT_MS)


def test_no_way_leads_out_of_the_page(qtbot: QtBot, tmp_path: Path, listener: Listener) -> None:
    page = open_map(qtbot, tmp_path)
    tried = try_all(page, listener, WAYS_OUT)
    assert set(tried) == set(WAYS_OUT)
    qtbot.wait(2500)
    assert listener.heard == []
    assert page.view.page.url().toString() == "explorer://map/index.html"
    assert page.js("explorer.settled") > 0  # the page itself still stands
    assert "not a constructor" in tried["peer"]


def test_the_page_is_given_nothing_of_the_machine(qtbot: QtBot, tmp_path: Path) -> None:
    page = open_map(qtbot, tmp_path)
    page.js(
        "(window.answers = {}, Promise.all(Object.entries({"
        "place: () => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no)),"
        "microphone: () => navigator.mediaDevices.getUserMedia({audio: true}),"
        "camera: () => navigator.mediaDevices.getUserMedia({video: true}),"
        "notice: () => Notification.requestPermission().then("
        "(word) => word === 'granted' ? word : Promise.reject(word)),"
        "clipboard: () => navigator.clipboard.readText(),"
        "midi: () => navigator.requestMIDIAccess(),"
        "usb: () => navigator.usb.requestDevice({filters: []}),"
        "serial: () => navigator.serial.requestPort(),"
        "fonts: () => queryLocalFonts(),"
        "picker: () => showOpenFilePicker(),"
        "folder: () => navigator.storage.getDirectory(),"
        "database: () => new Promise((yes, no) => {"
        "const asked = indexedDB.open('a'); asked.onsuccess = yes; asked.onerror = no; }),"
        "cache: () => caches.open('a')"
        "}).map(([name, ask]) => Promise.resolve().then(ask).then("
        "() => answers[name] = 'given', (why) => answers[name] = 'refused'))), 1)"
    )
    qtbot.waitUntil(lambda: len(page.js("window.answers")) >= 11, timeout=TIMEOUT_MS)
    given = {name for name, answer in page.js("window.answers").items() if answer == "given"}
    # Databases and caches of an off-the-record profile live in memory and go with the window.
    assert given <= {"database", "cache", "folder"}
    profile = page.view.page.profile()
    assert profile.isOffTheRecord()
    assert profile.httpCacheType() == QWebEngineProfile.HttpCacheType.NoCache
    assert page.js("(document.cookie = 'a=b', document.cookie)") == ""
    assert page.js("typeof qt.webChannelTransport") == "object"
    assert (
        page.js("(() => { try { return window.localStorage === null; } catch (e) { return true; } })()")
        is True
    )


def test_the_channel_has_one_object_with_one_slot_that_checks(qtbot: QtBot, tmp_path: Path) -> None:
    page = open_map(qtbot, tmp_path)
    bridge = page.view._bridge
    page.js(
        "(new QWebChannel(qt.webChannelTransport, (channel) => {"
        "const bridge = channel.objects.bridge;"
        "window.found = {objects: Object.keys(channel.objects), calls: Object.keys(bridge).filter("
        "(key) => typeof bridge[key] === 'function' && !key.includes('(')), "
        "signals: Object.keys(bridge).filter("
        "(key) => !key.includes('(') && bridge[key] && bridge[key].connect)};"
        "bridge.deleteLater(); window.bridge = bridge; }), 1)"
    )
    qtbot.waitUntil(lambda: page.js("window.found ?? null") is not None, timeout=TIMEOUT_MS)
    found = page.js("window.found")
    assert found["objects"] == ["bridge"]
    # The channel's client adds some of its own; `deleteLater` is every QObject's; the bridge stays.
    own = {"unwrapQObject", "unwrapProperties", "propertyUpdate", "signalEmitted"}
    assert set(found["calls"]) - own == {"receive", "deleteLater"}
    assert set(found["signals"]) <= {"destroyed", "objectNameChanged", "received", "refused"}
    refused: list[str] = []
    bridge.refused.connect(refused.append)
    texts = (
        "<script>",
        '{"type": "nothing"}',
        '{"type": "node-clicked", "id": 5}',
        "[" * 5000,
        "x" * 300_000,
    )
    for text in texts:
        page.js(f"(window.bridge.receive({json.dumps(text)}), 1)")
    qtbot.waitUntil(lambda: len(refused) == len(texts), timeout=TIMEOUT_MS)
    assert shiboken6.isValid(bridge)


def test_a_debugger_finds_no_door(qtbot: QtBot, tmp_path: Path) -> None:
    page = open_map(qtbot, tmp_path)
    assert page.view.page.devToolsPage() is None
    assert page.view.page.inspectedPage() is None
