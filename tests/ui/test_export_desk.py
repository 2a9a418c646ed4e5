"""Exporting from the window: the dialog, what it orders, and every way it can fail. The old file stays."""

from __future__ import annotations

import csv
import json
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene, Storyboard
from explorer.export import FORMATS, LANGUAGES
from explorer.figures.paper import Paper
from explorer.io.csv_tables import TABLES
from explorer.ui import export_dialog, exports
from explorer.ui.dialogs import FaultDialog
from explorer.ui.export_choice import PAPERS, ExportChoice, What
from explorer.ui.export_dialog import ExportDialog
from explorer.ui.exports import ExportDesk
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.worker import Worker

LONG_MS = 30_000
TRIP = Trip("chengdu", "berlin")
BOARD = Storyboard(
    "Frontier shut",
    (
        Scene("a", Scenario(), TRIP, title="As it is"),
        Scene("b", Scenario().with_closure("frontier"), TRIP, title="<b>Frontier</b> closed"),
        Scene("c", Scenario(), Trip("atlantis", "berlin"), title="Gone"),
    ),
)


class Desk:
    """The export desk over a plain window, and the dialog it opened."""

    def __init__(self, desk: ExportDesk, worker: Worker, window: QWidget, qtbot: QtBot) -> None:
        self.desk, self.worker, self.window, self.qtbot = desk, worker, window, qtbot
        self.told: list[str] = []
        desk.told.connect(self.told.append)

    def open(self, suffix: str = "") -> ExportDialog:
        self.desk.open(suffix)
        dialog = self.window.findChild(ExportDialog, "export_dialog")
        assert isinstance(dialog, ExportDialog)
        return dialog

    def said(self, dialog: ExportDialog) -> str:
        found = dialog.findChild(QLabel, "export_said")
        assert isinstance(found, QLabel)
        return found.text()

    def go(self, dialog: ExportDialog) -> None:
        found = dialog.findChild(QPushButton, "export_go")
        assert isinstance(found, QPushButton)
        found.click()

    def wait_said(self, dialog: ExportDialog, words: str) -> None:
        self.qtbot.waitUntil(lambda: words in self.said(dialog), timeout=LONG_MS)


@pytest.fixture
def desk(session: Session, settings: Settings, qtbot: QtBot, tmp_path: Path) -> Generator[Desk]:
    window, worker = QWidget(), Worker()
    qtbot.addWidget(window)
    settings.set_text("folder", str(tmp_path))
    yield Desk(
        ExportDesk(session, settings, worker, window, lambda: 'New "scenario"/1'), worker, window, qtbot
    )
    worker.close()


def choose(dialog: ExportDialog, suffix: str) -> None:
    button = dialog.findChild(QRadioButton, f"export_as_{suffix[1:]}")
    assert isinstance(button, QRadioButton)
    button.setChecked(True)


def field(dialog: ExportDialog, name: str) -> QComboBox:
    found = dialog.findChild(QComboBox, name)
    assert isinstance(found, QComboBox)
    return found


def test_the_dialog_offers_every_format_and_names_the_file(desk: Desk, tmp_path: Path) -> None:
    dialog = desk.open(".csv")
    for known in FORMATS:
        choose(dialog, known.suffix)
        assert dialog.choice.suffix == known.suffix
        assert dialog.target.suffix == known.suffix
        assert dialog.target.parent == tmp_path
        assert not set('<>:"/\\|?*') & set(dialog.target.name)


def test_only_the_options_of_a_format_are_shown(desk: Desk) -> None:
    dialog = desk.open(".pdf")
    shown = {
        suffix: {
            name
            for name in ("export_paper", "export_language", "export_table_of")
            if not (choose(dialog, suffix) or field(dialog, name).isHidden())
        }
        for suffix in (".pdf", ".pptx", ".csv", ".geojson")
    }
    assert shown[".pdf"] == {"export_paper", "export_language"}
    assert shown[".csv"] == {"export_table_of"}
    assert shown[".pptx"] == shown[".geojson"] == set()


def test_a_table_is_written_beside_the_window(desk: Desk, session: Session) -> None:
    dialog = desk.open(".csv")
    table = field(dialog, "export_table_of")
    table.setCurrentIndex(table.findText("Legs"))
    desk.go(dialog)
    desk.wait_said(dialog, "Written")
    rows = list(csv.DictReader(dialog.target.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == len(session.network.legs)
    assert "kB" in desk.said(dialog)
    assert desk.told == [f"Written: {dialog.target}"]
    folder = dialog.findChild(QPushButton, "export_show_folder")
    assert isinstance(folder, QPushButton)
    assert not folder.isHidden()


def test_the_folder_is_shown_on_request(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(exports.QDesktopServices, "openUrl", opened.append)
    dialog = desk.open(".csv")
    desk.go(dialog)
    desk.wait_said(dialog, "Written")
    folder = dialog.findChild(QPushButton, "export_show_folder")
    assert isinstance(folder, QPushButton)
    folder.click()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path]


def test_one_scene_goes_out_as_data(desk: Desk, session: Session) -> None:
    session.edit_storyboard("Add", BOARD)
    dialog = desk.open(".geojson")
    what = field(dialog, "export_what")
    what.setCurrentIndex(3)
    what.activated.emit(3)
    assert dialog.choice.what is What.SCENE
    assert dialog.choice.scene == 1
    assert dialog.target.name.endswith("scene 2.geojson")
    desk.go(dialog)
    desk.wait_said(dialog, "Written")
    document = json.loads(dialog.target.read_text(encoding="utf-8"))
    assert [item["target"] for item in document["metadata"]["scenario"]["closures"]] == ["frontier"]


def test_all_scenes_are_offered_first_where_a_format_holds_them(desk: Desk, session: Session) -> None:
    session.edit_storyboard("Add", BOARD)
    dialog = desk.open(".pptx")
    assert dialog.choice.what is What.SCENES
    choose(dialog, ".csv")
    assert dialog.choice.what is What.SCENE
    model = field(dialog, "export_what").model()
    assert not model.flags(model.index(1, 0)) & model.flags(model.index(0, 0)).ItemIsEnabled


def test_a_scene_that_cannot_be_answered_is_refused_in_words(desk: Desk, session: Session) -> None:
    session.edit_storyboard("Add", BOARD)
    dialog = desk.open(".csv")
    what = field(dialog, "export_what")
    what.setCurrentIndex(4)
    what.activated.emit(4)
    desk.go(dialog)
    desk.wait_said(dialog, "atlantis")
    assert not dialog.target.exists()


def test_a_full_disk_leaves_the_old_file_and_says_what_to_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no device that is always full")
    old = tmp_path / "old.csv"
    old.write_text("old")
    dialog = desk.open(".csv")
    monkeypatch.setattr(export_dialog, "ask_to_replace", lambda _parent, _path: True)
    path = dialog.findChild(QLineEdit, "export_path")
    assert isinstance(path, QLineEdit)
    # A link to it counts as the file itself.
    link = tmp_path / "full.csv"
    link.symlink_to("/dev/full")
    path.setText(str(link))
    desk.go(dialog)
    desk.wait_said(dialog, "could not be written")
    path.setText(str(tmp_path / "no" / "folder.csv"))
    desk.go(dialog)
    desk.wait_said(dialog, "folder does not exist")
    assert old.read_text() == "old"
    assert sorted(item.name for item in tmp_path.glob("*.csv")) == ["full.csv", "old.csv"]


@pytest.mark.parametrize("is_agreed", [True, False])
def test_an_old_file_is_replaced_only_when_the_user_agrees(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, is_agreed: bool
) -> None:
    dialog = desk.open(".csv")
    dialog.target.write_text("old")
    asked: list[Path] = []

    def ask(_parent: QWidget, path: Path) -> bool:
        asked.append(path)
        return is_agreed

    monkeypatch.setattr(export_dialog, "ask_to_replace", ask)
    desk.go(dialog)
    if is_agreed:
        desk.wait_said(dialog, "Written")
    assert asked == [dialog.target]
    assert (dialog.target.read_text() == "old") is not is_agreed


def test_what_was_chosen_is_offered_again(desk: Desk, settings: Settings) -> None:
    dialog = desk.open(".csv")
    desk.go(dialog)
    desk.wait_said(dialog, "Written")
    dialog.close()
    assert desk.desk.first_choice().suffix == ".csv"
    settings.set_text("export/dpi", "nonsense")
    settings.set_text("export/suffix", ".exe")
    assert desk.desk.first_choice() == ExportChoice()


def test_a_process_that_dies_is_told_with_details_and_the_old_file_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.ui.worker._START", "raise SystemExit('out of order')")
    dialog = desk.open(".csv")
    dialog.target.write_text("old")
    monkeypatch.setattr(export_dialog, "ask_to_replace", lambda _parent, _path: True)
    desk.go(dialog)
    desk.wait_said(dialog, "fault of its own")
    (fault,) = dialog.findChildren(FaultDialog)
    assert "out of order" in fault.details.toPlainText()
    fault.close()
    assert dialog.target.read_text() == "old"


def test_names_of_scenes_are_shown_as_text(desk: Desk, session: Session) -> None:
    session.edit_storyboard("Add", BOARD)
    dialog = desk.open(".pdf")
    assert "Scene 2: <b>Frontier</b> closed" in [
        field(dialog, "export_what").itemText(place) for place in range(5)
    ]


def test_stopping_says_that_nothing_was_written(desk: Desk, session: Session) -> None:
    session.edit_storyboard("Add", BOARD)
    dialog = desk.open(".csv")
    desk.desk._worker.stop(0)
    desk.go(dialog)
    desk.go(dialog)
    desk.qtbot.waitUntil(
        lambda: "nothing was written" in desk.said(dialog) or "Written" in desk.said(dialog), timeout=LONG_MS
    )
    assert dialog.target.exists() == ("Written" in desk.said(dialog))


def test_the_window_offers_what_there_is() -> None:
    assert set(PAPERS) == {paper.value for paper in Paper}
    assert set(export_dialog.LANGUAGE_NAMES) == set(LANGUAGES)
    assert set(export_dialog.TABLE_NAMES) == set(TABLES)
