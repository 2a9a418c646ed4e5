"""The locked room the map page lives in: own scheme, off-the-record profile, everything else refused.

`register_scheme()` must run before any WebEngine class exists. Page, view and profile must be destroyed
in this order (see `Room`).
"""

from __future__ import annotations

import atexit
import os
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import shiboken6
from PySide6.QtCore import QBuffer, QFile, QIODevice, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from explorer import assets
from explorer.webmap import page as map_page

SCHEME = b"explorer"
HOST = "map"

_TYPES = {
    ".html": b"text/html; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".css": b"text/css; charset=utf-8",
    ".json": b"application/json",
    ".ttf": b"font/ttf",
    ".woff2": b"font/woff2",
    ".png": b"image/png",
}
BASEMAP_FILES = ("countries", "borders", "lakes", "rivers", "seas", "cities", "railways")

_NO_NET = (
    '--host-resolver-rules="MAP * ~NOTFOUND"',
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)

_NO_WEBRTC = """
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel"]) delete window[name];
"""


def register_scheme() -> None:
    """Make `explorer:` known to Chromium, and no other host; safe to call again."""
    _shut_the_net()
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flags = QWebEngineUrlScheme.Flag
    scheme.setFlags(flags.SecureScheme | flags.CorsEnabled | flags.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)


def _shut_the_net() -> None:
    """Take from Chromium what no request filter sees: connecting ahead of a request, and calls of a frame."""
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    missing = [flag for flag in _NO_NET if flag not in flags]
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join([flags, *missing]).strip()


def served_files(derived: Path | None = None) -> Mapping[str, Path]:
    """The whitelist: address path -> file. Nothing else is ever served.

    `derived` is the folder of the basemap; the packaged one unless told otherwise.
    """
    web, leaflet = assets.resources_dir() / "web", assets.leaflet_dir()
    derived = derived or assets.geodata_dir() / "derived"
    own = (map_page.PAGE, *map_page.SCRIPTS, *map_page.STYLES)
    files = {f"/{name}": web / name for name in own if not name.startswith(("leaflet", "qwebchannel"))}
    files |= {f"/{name}": leaflet / name for name in ("leaflet.js", "leaflet.css")}
    files |= {f"/basemap/{name}.json": derived / f"{name}.json" for name in BASEMAP_FILES}
    fonts = assets.resources_dir() / "fonts"
    files |= {
        f"/fonts/{file.name}": file for file in sorted(fonts.glob("*")) if file.suffix in (".ttf", ".woff2")
    }
    return MappingProxyType(files)


class Files(QWebEngineUrlSchemeHandler):
    """Answers `explorer://map/...` from the whitelist, from memory or disk."""

    def __init__(self, files: Mapping[str, Path], parent: QObject) -> None:
        super().__init__(parent)
        self._files = files

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Serve one file, or fail the request."""
        path = job.requestUrl().path()
        content = self._content(path)
        if content is None or job.requestMethod().data() != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(content)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(_TYPES[Path(path).suffix], buffer)

    def _content(self, path: str) -> bytes | None:
        if path == "/qwebchannel.js":
            return _qwebchannel()
        file = self._files.get(path)
        if file is None or not file.is_file():
            return None
        return file.read_bytes()


def _qwebchannel() -> bytes:
    """The channel's script, out of Qt's own resources (a secure scheme cannot load qrc:)."""
    file = QFile(":/qtwebchannel/qwebchannel.js")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError("qwebchannel.js is missing in Qt")
    return bytes(file.readAll().data())


class Guard(QWebEngineUrlRequestInterceptor):
    """Refuses every request that is not a whitelisted file of our scheme, and remembers it."""

    def __init__(self, paths: frozenset[str], parent: QObject) -> None:
        super().__init__(parent)
        self._paths = paths
        self.refused: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Let our own files pass; block the rest."""
        url = info.requestUrl()
        if url.scheme() == SCHEME.decode() and url.host() == HOST and url.path() in self._paths:
            return
        if (
            url.scheme() == "data"
            and info.resourceType() == QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
        ):
            return
        info.block(True)
        self.refused.append(url.toString())


@dataclass(frozen=True, slots=True)
class ConsoleLine:
    """One line that the page wrote to its console."""

    level: str
    text: str
    line: int
    source: str


class MapPage(QWebEnginePage):
    """A page that goes nowhere, opens nothing, asks for nothing."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self.console: list[ConsoleLine] = []
        self.permissionRequested.connect(self._on_permission_requested)

    def acceptNavigationRequest(
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Load our page and nothing else. A link is a message of the page, see `open_outside`."""
        return is_main_frame and QUrl(url).toString() == map_page.BASE_URL + map_page.PAGE

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """Open no window."""
        return None  # type: ignore[return-value]

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Keep what the page writes to its console."""
        self.console.append(ConsoleLine(level.name, message, line, source))

    def _on_permission_requested(self, permission: QWebEnginePermission) -> None:
        permission.deny()


def is_web_address(url: QUrl) -> bool:
    """Whether the desktop's browser may be asked to open an address."""
    return url.isValid() and url.scheme() in ("http", "https") and bool(url.host())


def open_outside(address: str) -> bool:
    """Hand a web address to the desktop's browser; anything else is refused and False."""
    url = QUrl(address)
    return is_web_address(url) and QDesktopServices.openUrl(url)


class Room:
    """Profile, guard, files and page of one map.

    Qt deletes children in the order they came: so the page becomes the owner's first child, then the
    owner makes its view, then `settle` hands the profile over. Page, view, profile go in this order.
    """

    def __init__(self, owner: QObject, derived: Path | None = None) -> None:
        files = served_files(derived)
        self.profile = QWebEngineProfile()
        self.guard = Guard(frozenset({*files, "/qwebchannel.js"}), self.profile)
        self._files = Files(files, self.profile)
        self._owner = owner
        self.profile.setUrlRequestInterceptor(self.guard)
        self.profile.installUrlSchemeHandler(SCHEME, self._files)
        self.profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self.profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        self.profile.setPersistentPermissionsPolicy(
            QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime
        )
        self.profile.setSpellCheckEnabled(False)
        self.profile.downloadRequested.connect(_refuse_download)
        self.profile.scripts().insert(_script_without_webrtc())
        self.page = MapPage(self.profile, owner)
        _harden(self.page.settings())

        _open_rooms.add(self)

    def close(self) -> None:
        """Destroy the page now, while view and profile still stand; safe to call again."""
        _open_rooms.discard(self)
        if shiboken6.isValid(self.page):
            shiboken6.delete(self.page)

    def settle(self) -> None:
        """Make the profile the owner's youngest child, after its view."""
        self.profile.setParent(self._owner)


_open_rooms: weakref.WeakSet[Room] = weakref.WeakSet()


@atexit.register
def _close_rooms() -> None:
    """Close what is still open when Python ends: Qt would destroy profiles before pages and crash."""
    for room in tuple(_open_rooms):
        room.close()


def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    request.cancel()


def _script_without_webrtc() -> QWebEngineScript:
    """A script that takes WebRTC, which no request filter sees, away before the page runs."""
    script = QWebEngineScript()
    script.setName("no-webrtc")
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
    script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
    script.setRunsOnSubFrames(True)
    script.setSourceCode(_NO_WEBRTC)
    return script


def _harden(settings: QWebEngineSettings) -> None:
    """Switch everything off that a map does not need."""
    attribute = QWebEngineSettings.WebAttribute
    for name in (
        "AllowGeolocationOnInsecureOrigins",
        "AllowRunningInsecureContent",
        "AllowWindowActivationFromJavaScript",
        "AutoLoadIconsForPage",
        "DnsPrefetchEnabled",
        "ErrorPageEnabled",
        "FullScreenSupportEnabled",
        "HyperlinkAuditingEnabled",
        "JavascriptCanAccessClipboard",
        "JavascriptCanOpenWindows",
        "JavascriptCanPaste",
        "LocalContentCanAccessFileUrls",
        "LocalContentCanAccessRemoteUrls",
        "LocalStorageEnabled",
        "NavigateOnDropEnabled",
        "PdfViewerEnabled",
        "PluginsEnabled",
        "ScreenCaptureEnabled",
        "TouchIconsEnabled",
        "WebGLEnabled",
    ):
        settings.setAttribute(attribute[name], False)
    settings.setAttribute(attribute.WebRTCPublicInterfacesOnly, True)
    settings.setAttribute(attribute.PlaybackRequiresUserGesture, True)
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)
