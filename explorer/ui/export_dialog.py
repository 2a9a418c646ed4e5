"""The export dialog: what, in which format, how large and where to; with a picture of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QStandardItemModel
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from explorer.core.storyboard import Storyboard
from explorer.export import FORMATS, LANGUAGES
from explorer.ui.export_choice import PAPERS, ExportChoice, Shown, What, file_name, fitted
from explorer.ui.export_parts import DocumentDialog, PagePreview
from explorer.ui.theme import SEMIBOLD, font
from explorer.ui.widgets import label, styled_button

PREVIEW_DELAY_MS = 250
LANGUAGE_NAMES = {"en": "English", "local": "Local script", "zh": "Chinese 中文", "ru": "Russian Русский"}
TABLE_NAMES = ("itinerary", "corridors", "legs", "nodes", "sources")
MAX_TITLE = 42


class ExportDialog(DocumentDialog):
    """Asks; whoever opened it carries out.

    Signals: `export_requested(ExportChoice, Path)`, `stop_requested()`, `folder_requested(Path)`,
    `preview_wanted(ExportChoice | None)`, None where the choice has no page to show.
    """

    export_requested = Signal(object, object)
    preview_wanted = Signal(object)
    folder_requested = Signal(object)

    def __init__(
        self, shown: Shown, name: str, folder: Path, choice: ExportChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__("Export", parent)
        self.setObjectName("export_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Export")
        self._shown, self._name, self._folder = shown, name, folder
        self._is_path_typed = False
        self._written: Path | None = None
        self._agreed: Path | None = None
        self._choice = fitted(choice, shown)
        self._make_fields()
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PREVIEW_DELAY_MS)
        self._soon.timeout.connect(self._ask_preview)
        self._fill()
        self._connect()
        self._follow()

    # ------------------------------------------------------------------ building

    def _make_fields(self) -> None:
        self.what = choice_box("export_what", scene_entries(self._shown.storyboard))
        self.formats = QButtonGroup(self)
        for number, known in enumerate(FORMATS):
            button = QRadioButton(known.title)
            button.setObjectName(f"export_as_{known.suffix[1:]}")
            button.setAccessibleDescription(known.words)
            self.formats.addButton(button, number)
        self._words = label("", "secondary")
        self._words.setWordWrap(True)
        self._words.setMinimumHeight(36)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.paper = choice_box("export_paper", {words: key for key, words in PAPERS.items()})
        self.dpi = QSpinBox()
        self.dpi.setObjectName("export_dpi")
        self.dpi.setRange(72, 1200)
        self.dpi.setSingleStep(50)
        self.dpi.setSuffix(" dots per inch")
        self.language = choice_box("export_language", {LANGUAGE_NAMES[code]: code for code in LANGUAGES})
        self.table = choice_box("export_table_of", {name.capitalize(): name for name in TABLE_NAMES})
        self.path = QLineEdit()
        self.path.setObjectName("export_path")
        self._browse = styled_button("Browse…", "export_browse", "plain")
        self.preview = PagePreview()

    def _lay_out(self) -> None:
        title = label("Export")
        title.setFont(font(20, SEMIBOLD, is_serif=True))
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addLayout(self._make_form(), 1)
        middle.addWidget(self.preview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addLayout(middle, 1)
        layout.addWidget(self.foot)
        self.resize(920, 540)

    def _make_form(self) -> QFormLayout:
        formats = QVBoxLayout()
        formats.setSpacing(2)
        for button in self.formats.buttons():
            formats.addWidget(button)
        formats.addWidget(self._words)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.path, 1)
        where.addWidget(self._browse)
        self._form = form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("What", self.what)
        form.addRow("As", formats)
        form.addRow("Paper", self.paper)
        form.addRow("How fine", self.dpi)
        form.addRow("Names in", self.language)
        form.addRow("Table of", self.table)
        form.addRow("File", where)
        return form

    def _fill(self) -> None:
        choice = self._choice
        self.formats.button(FORMATS.index(choice.format)).setChecked(True)
        self.paper.setCurrentIndex(self.paper.findData(choice.paper))
        self.dpi.setValue(choice.dpi)
        self.language.setCurrentIndex(self.language.findData(choice.language))
        self.table.setCurrentIndex(self.table.findData(choice.table))

    def _connect(self) -> None:
        self.what.activated.connect(self._on_what)
        self.formats.idToggled.connect(self._on_format)
        for field in (self.paper, self.language, self.table):
            field.currentIndexChanged.connect(self._on_option)
        self.dpi.valueChanged.connect(self._on_option)
        self.path.textEdited.connect(self._on_path_typed)
        self._browse.clicked.connect(self._on_browse)
        self.foot.folder.clicked.connect(self._on_show_folder)

    # ------------------------------------------------------------------ what is chosen

    @property
    def choice(self) -> ExportChoice:
        """What is chosen now."""
        return self._choice

    @property
    def target(self) -> Path:
        """The file to write; the format's extension is added where it is missing."""
        path = Path(self.path.text().strip() or self._folder / self._proposal).expanduser()
        suffix = self._choice.suffix
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)

    @property
    def _proposal(self) -> str:
        return file_name(self._name, self._choice, self._shown)

    def _on_what(self, index: int) -> None:
        what, scene = self.what.itemData(index)
        self._choose(replace(self._choice, what=what, scene=scene))

    def _on_format(self, number: int, is_on: bool) -> None:
        if is_on:
            self._choose(replace(self._choice, suffix=FORMATS[number].suffix))

    def _on_option(self) -> None:
        self._choose(
            replace(
                self._choice,
                paper=self.paper.currentData(),
                dpi=self.dpi.value(),
                language=self.language.currentData(),
                table=self.table.currentData(),
            )
        )

    def _choose(self, choice: ExportChoice) -> None:
        self._choice = fitted(choice, self._shown)
        self._follow()

    def _follow(self) -> None:
        """Show what belongs to the choice, and nothing else."""
        choice, form = self._choice, self._form
        wanted = (choice.what, choice.scene if choice.what is What.SCENE else 0)
        places = range(self.what.count())
        self.what.setCurrentIndex(next(place for place in places if self.what.itemData(place) == wanted))
        self._allow_scenes(choice.format.holds_scenes)
        self._words.setText(choice.format.words[:1].upper() + choice.format.words[1:] + ".")
        is_sheet = choice.suffix == ".pdf" or choice.format.is_sheet
        form.setRowVisible(self.paper, is_sheet)
        form.setRowVisible(self.dpi, choice.suffix == ".png")
        form.setRowVisible(self.language, is_sheet or choice.suffix == ".html")
        form.setRowVisible(self.table, choice.suffix == ".csv")
        if self._is_path_typed:
            path = Path(self.path.text())
            known = {known.suffix for known in FORMATS}
            if path.suffix.lower() in known:
                self.path.setText(str(path.with_suffix(choice.suffix)))
        else:
            self.path.setText(str(self._folder / self._proposal))
        self.foot.say("")
        if choice.has_preview:
            self._soon.start()
        else:
            self._soon.stop()
            self.preview.show_words(_NO_PREVIEW.get(choice.suffix, ""))
            self.preview_wanted.emit(None)

    def _allow_scenes(self, is_allowed: bool) -> None:
        """Grey "All scenes" where a format holds one only."""
        model = self.what.model()
        for place in range(self.what.count()):
            if self.what.itemData(place) == (What.SCENES, 0) and isinstance(model, QStandardItemModel):
                model.item(place).setEnabled(is_allowed)

    # ------------------------------------------------------------------ the picture

    def _ask_preview(self) -> None:
        if not self.preview.has_picture:
            self.preview.show_words("Drawing the page …")
        self.preview_wanted.emit(self._choice)

    def show_preview(self, page: QPixmap) -> None:
        """Show a picture of the first page."""
        if self._choice.has_preview:
            is_many = self._choice.what is What.SCENES
            self.preview.show_page(page, "The first scene as a sheet" if is_many else "The page")

    def tell_no_preview(self, words: str) -> None:
        """Say why there is no picture of the page."""
        self.preview.show_words(words)

    # ------------------------------------------------------------------ where to

    def _on_path_typed(self, _text: str) -> None:
        self._is_path_typed = True
        self._agreed = None

    def _on_browse(self) -> None:
        known = self._choice.format
        kinds = f"{known.title} (*{known.suffix})"
        place, _ = QFileDialog.getSaveFileName(self, "Export", str(self.target), kinds)
        if place:
            self._is_path_typed = True
            self.path.setText(place)
            # The file dialog has asked before it let an old file be chosen.
            self._agreed = self.target

    def _on_show_folder(self) -> None:
        if self._written is not None:
            self.folder_requested.emit(self._written.parent)

    # ------------------------------------------------------------------ doing it

    def _go(self) -> None:
        target = self.target
        if target.exists() and target != self._agreed and not ask_to_replace(self, target):
            return
        self._set_busy(True)
        self.foot.say("Preparing …")
        self.export_requested.emit(self._choice, target)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.foot.show_progress(done, total)

    def show_done(self, path: Path, size: str, faults: str = "") -> None:
        """Say that the file is there, and what was missing for it."""
        self._set_busy(False)
        self._written = self._agreed = path
        self.foot.say(f"Written: {path.name}, {size}. {faults}".strip(), has_folder=True)
        self.foot.close_button.setFocus()

    def show_failed(self, words: str, *, is_fault: bool) -> None:
        """Say why there is no file; `is_fault` is False where the user stopped it."""
        self._set_busy(False)
        self.foot.say(words, is_fault=is_fault)

    def _set_busy(self, is_busy: bool) -> None:
        fields = (self.what, self.paper, self.dpi, self.language, self.table, self.path, self._browse)
        self._mark_busy((*fields, *self.formats.buttons()), is_busy=is_busy)
        # The export went first: what was to be drawn for the eye is drawn now.
        if not is_busy and self._choice.has_preview and not self.preview.has_picture:
            self._soon.start()


_NO_PREVIEW = {
    ".pptx": "Slides are made when you export: one a scene, with notes, tables and charts to edit.",
    ".html": "The page is made when you export: it opens in any browser, without internet.",
    ".geojson": "Data for maps: lines of the itineraries, corridors and legs, and the places.",
    ".csv": "Data for spreadsheets: one header line, then one row for each thing.",
}


def choice_box(name: str, entries: Mapping[str, object]) -> QComboBox:
    """A box to choose from: words -> value."""
    box = QComboBox()
    box.setObjectName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for words, value in entries.items():
        box.addItem(words, value)
    return box


def scene_entries(board: Storyboard) -> dict[str, object]:
    """What there is to choose from: the answer, all scenes, each scene."""
    entries: dict[str, object] = {"This answer, as on the map": (What.ANSWER, 0)}
    if board.scenes:
        named = f": {_cut(board.title)}" if board.title.strip() else ""
        entries[f"All {len(board)} scenes{named}"] = (What.SCENES, 0)
    for number, scene in enumerate(board):
        entries[f"Scene {number + 1}: {_cut(scene.title) or 'no title'}"] = (What.SCENE, number)
    return entries


def _cut(title: str) -> str:
    plain = " ".join(title.split())
    return plain if len(plain) <= MAX_TITLE else plain[: MAX_TITLE - 1] + "…"


def ask_to_replace(parent: QWidget, path: Path) -> bool:
    """Ask before an old file is replaced."""
    box = QMessageBox(parent)
    box.setObjectName("ask_to_replace")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(f"There is a file {path.name} already.")
    box.setInformativeText("Replace it?")
    replace_it = box.addButton("Replace", QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is replace_it
