"""The print dialog: the real pages to look through, what to print and on which paper."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSizeF, Qt, Signal
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.export import LANGUAGES
from explorer.ui.export_choice import PAPERS, ExportChoice, Shown, What, fitted
from explorer.ui.export_dialog import LANGUAGE_NAMES, choice_box, scene_entries
from explorer.ui.export_parts import DocumentDialog
from explorer.ui.theme import SEMIBOLD, font
from explorer.ui.widgets import label


class PrintDialog(DocumentDialog):
    """Shows pages; whoever opened it makes and prints them.

    Signals: `pages_wanted(ExportChoice)` when others are needed, `print_requested()`, `stop_requested()`.
    """

    pages_wanted = Signal(object)
    print_requested = Signal()

    def __init__(self, shown: Shown, choice: ExportChoice, parent: QWidget | None = None) -> None:
        super().__init__("Print…", parent)
        self.setObjectName("print_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Print")
        self._shown = shown
        self._choice = fitted(replace(choice, suffix=".pdf"), shown)
        self.content = b""
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setObjectName("print_pages")
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self.view.setDocument(self.document)
        self.view.setAccessibleName("Pages as they will be printed")
        self.what = choice_box("print_what", scene_entries(shown.storyboard))
        self.paper = choice_box("print_paper", {PAPERS[key]: key for key in PAPERS})
        self.language = choice_box("print_language", {LANGUAGE_NAMES[key]: key for key in LANGUAGES})
        self._words = label("Making the pages …", "secondary")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._words)
        self._stack.addWidget(self.view)
        self._lay_out()
        self._show_choice()
        self._connect()

    def _lay_out(self) -> None:
        title = label("Print")
        title.setFont(font(20, SEMIBOLD, is_serif=True))
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("What", self.what)
        form.addRow("Paper", self.paper)
        form.addRow("Names in", self.language)
        left = QWidget()
        left.setFixedWidth(330)
        left.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        middle = QHBoxLayout()
        middle.setSpacing(24)
        middle.addWidget(left, 0, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(title)
        layout.addLayout(middle, 1)
        layout.addWidget(self.foot)
        self.foot.go.setEnabled(False)
        self.resize(1040, 620)

    def _connect(self) -> None:
        for field in (self.what, self.paper, self.language):
            field.activated.connect(self._on_changed)

    def _show_choice(self) -> None:
        choice = self._choice
        wanted = (choice.what, choice.scene if choice.what is What.SCENE else 0)
        _select(self.what, wanted)
        _select(self.paper, choice.paper)
        _select(self.language, choice.language)

    @property
    def choice(self) -> ExportChoice:
        """What is chosen now."""
        return self._choice

    @property
    def page_size_pt(self) -> QSizeF:
        """Size of the first page in points."""
        return self.document.pagePointSize(0)

    def ask_pages(self) -> None:
        """Ask for the pages of what is chosen."""
        self.content = b""
        self._words.setText("Making the pages …")
        self._stack.setCurrentWidget(self._words)
        self.foot.go.setEnabled(False)
        self.foot.say("")
        self.pages_wanted.emit(self._choice)

    def show_pages(self, content: bytes) -> None:
        """Show a PDF, from its first page."""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if self.document.pageCount() < 1:
            self.tell_no_pages("The pages cannot be shown. Export them as PDF instead.")
            return
        self.content = content
        self._stack.setCurrentWidget(self.view)
        count = self.document.pageCount()
        self.foot.say("1 page" if count == 1 else f"{count} pages")
        self.foot.go.setEnabled(True)

    def show_making(self, done: int, total: int) -> None:
        """Show how many of the scenes are drawn."""
        if total > 1:
            self._words.setText(f"Making the pages: {min(done + 1, total)} of {total} …")

    def tell_no_pages(self, words: str) -> None:
        """Say why there are none."""
        self._words.setText(words)
        self._stack.setCurrentWidget(self._words)

    def set_busy(self, is_busy: bool) -> None:
        """Go over to printing, or back."""
        self._mark_busy((self.what, self.paper, self.language), is_busy=is_busy)

    def _on_changed(self) -> None:
        what, scene = self.what.currentData()
        self._choice = fitted(
            replace(
                self._choice,
                what=what,
                scene=scene,
                paper=self.paper.currentData(),
                language=self.language.currentData(),
            ),
            self._shown,
        )
        self.ask_pages()

    def _go(self) -> None:
        self.print_requested.emit()


def _select(box: QComboBox, value: object) -> None:
    """Choose an entry by its value; tuples do not survive Qt's own search."""
    box.setCurrentIndex(next(place for place in range(box.count()) if box.itemData(place) == value))
