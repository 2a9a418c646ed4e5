"""The locked room: what the page may not do."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.ui import webengine
from explorer.ui.bridge import Bridge
from explorer.ui.webengine import is_web_address, served_files
from tests.ui.mappage import TIMEOUT_MS, MapPage, map_page, open_map

__all__ = ["map_page"]


def test_only_whitelisted_files_are_served() -> None:
    files = served_files()
    assert "/index.html" in files
    assert "/leaflet.js" in files
    assert "/basemap/countries.json" in files
    assert not any(".." in path or path.endswith(".py") for path in files)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "http://127.0.0.1:9/x",
        "file:///etc/passwd",
        "explorer://map/../tables/nodes.csv",
        "explorer://map/basemap/legs.json",
        "explorer://elsewhere/index.html",
        "qrc:/qtwebchannel/qwebchannel.js",
    ],
)
def test_everything_else_is_refused(qtbot: QtBot, tmp_path: Path, address: str) -> None:
    page = open_map(qtbot, tmp_path)
    page.js(f"(fetch('{address}').then(() => window.got = 'file', () => window.got = 'nothing'), 1)")
    qtbot.waitUntil(lambda: page.js("window.got ?? null") is not None, timeout=TIMEOUT_MS)
    assert page.js("window.got") == "nothing"


def test_the_page_cannot_leave_or_open_windows(map_page: MapPage, qtbot: QtBot) -> None:
    map_page.js("(window.open('explorer://map/index.html'), 1)")
    map_page.js("(location.href = 'https://example.org/', 1)")
    qtbot.wait(100)
    assert map_page.view.page.url().toString() == "explorer://map/index.html"


def test_webrtc_and_storage_are_gone(map_page: MapPage) -> None:
    assert map_page.js("typeof RTCPeerConnection") == "undefined"
    assert map_page.js("(() => { try { return String(localStorage); } catch (e) { return 'none'; } })()") in (
        "none",
        "null",
    )


def test_only_a_web_link_that_the_reader_clicked_goes_to_the_desktop(
    map_page: MapPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    map_page.js(
        "(() => { const a = explorer.element('a', {href: 'https://example.org/a', id: 'a', style: "
        "'position:fixed;left:300px;top:200px;width:60px;height:40px;z-index:9999'}, 'a', document.body);"
        "a.click(); return 1; })()"
    )
    QTest.mouseClick(
        map_page.target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(320, 220)
    )
    qtbot.waitUntil(lambda: bool(opened), timeout=TIMEOUT_MS)
    assert opened == ["https://example.org/a"]
    assert webengine.open_outside("file:///etc/passwd") is False
    assert map_page.view.page.url().toString() == "explorer://map/index.html"


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://example.org", True),
        ("http://example.org/a?b", True),
        ("file:///x", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("explorer://map/index.html", False),
        ("mailto:a@example.org", False),
    ],
)
def test_only_web_addresses_reach_the_desktop(address: str, may: bool) -> None:
    assert is_web_address(QUrl(address)) is may


def test_the_bridge_passes_messages_and_refuses_the_rest(qtbot: QtBot) -> None:
    bridge = Bridge()
    with qtbot.waitSignal(bridge.received):
        bridge.receive('{"type": "opened"}')
    with qtbot.waitSignal(bridge.refused):
        bridge.receive("<script>")
