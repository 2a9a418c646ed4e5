"""A window over the small network with a map that needs no page."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.network_fixture import small_geometry, small_network

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from explorer.core.network import Network
    from explorer.ui.session import Session
    from explorer.ui.settings import Settings
    from explorer.ui.window import MainWindow


@pytest.fixture
def network() -> Network:
    return small_network()


@pytest.fixture
def session(network: Network, qapp: object) -> Session:
    from explorer.core.itinerary import Trip
    from explorer.core.scenario import Scenario
    from explorer.ui.session import Session

    session = Session(network, small_geometry())
    session.load(Scenario(), Trip("chengdu", "berlin"), None)
    return session


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    from explorer.ui.settings import Settings

    settings = Settings(tmp_path / "settings.ini")
    settings.set_text("theme", "light")
    return settings


@pytest.fixture
def window(qtbot: QtBot, session: Session, settings: Settings) -> Generator[MainWindow]:
    from typing import Any, cast

    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    from explorer.ui.theme import font, load_fonts
    from explorer.ui.window import MainWindow
    from tests.ui.fake_map import FakeMap

    app = cast(QApplication, QApplication.instance())
    app.setStyle("Fusion")
    load_fonts()
    app.setFont(font(14))
    window = MainWindow(session, settings, cast(Any, FakeMap()))
    window.start((1440, 900))
    qtbot.waitExposed(window)
    yield window
    session.undo_stack.setClean()
    window.close()
    window.deleteLater()
    # Outside an event loop nobody deletes later: without this every window of the run would be dressed anew.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
