"""Dialogs: texts with links, a closure's stay, a place on the way, and messages without traceback."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from explorer.core.network import Network, Node, Span
from explorer.housestyle.format import span_words
from explorer.ui.placefield import PlaceField
from explorer.ui.texts import sources_html
from explorer.ui.theme import SEMIBOLD, font
from explorer.ui.widgets import label


class TextDialog(QDialog):
    """A title and a text with links, which open in the desktop's browser."""

    def __init__(
        self, title: str, html: str, parent: QWidget | None = None, size: tuple[int, int] = (560, 460)
    ) -> None:
        super().__init__(parent)
        self.setObjectName("text_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        head = label(title)
        head.setFont(font(20, SEMIBOLD, is_serif=True))
        head.setWordWrap(True)
        self.text = QTextBrowser()
        self.text.setObjectName("dialog_text")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(open_link)
        self.text.setHtml(html)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(20, 16, 20, 16)
        self.box.addWidget(head)
        self.box.addWidget(self.text, 1)
        self.box.addWidget(buttons)
        self.resize(*size)


class SourcesDialog(TextDialog):
    """All sources, with a field that narrows them."""

    def __init__(self, network: Network, parent: QWidget | None = None) -> None:
        super().__init__("Sources", sources_html(network), parent, (680, 620))
        self._network = network
        self.search = QLineEdit()
        self.search.setObjectName("sources_search")
        self.search.setPlaceholderText("Title or address")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_search)
        self.box.insertWidget(1, self.search)
        self.search.setFocus()

    def _on_search(self, text: str) -> None:
        self.text.setHtml(sources_html(self._network, text))


def open_link(url: QUrl) -> None:
    """Hand a web address to the desktop; nothing else."""
    if url.scheme() in ("http", "https"):
        QDesktopServices.openUrl(url)


class StayDialog(QDialog):
    """How long cargo stays at a place in this scenario: low, typical, high."""

    def __init__(self, node: Node, current: Span, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stay_dialog")
        self.setWindowTitle(f"Stay at {node.name}")
        self.is_reset = False
        tables = node.dwell or current
        form = QFormLayout()
        self.low = _days_field("stay_low", current.low)
        self.typical = _days_field("stay_typical", current.typical)
        self.high = _days_field("stay_high", current.high)
        form.addRow("Low", self.low)
        form.addRow("Typical", self.typical)
        form.addRow("High", self.high)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        reset = QPushButton("As in the tables")
        reset.setObjectName("stay_reset")
        self._buttons.addButton(reset, QDialogButtonBox.ButtonRole.ResetRole)
        reset.clicked.connect(self._on_reset)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._fault = label("", "closed")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(f"The tables say {span_words(tables)}.", "secondary"))
        layout.addLayout(form)
        layout.addWidget(self._fault)
        layout.addWidget(self._buttons)
        for field in (self.low, self.typical, self.high):
            field.valueChanged.connect(self._check)
        self._check()

    @property
    def span(self) -> Span:
        """The stay as entered, in days."""
        return Span(self.low.value(), self.typical.value(), self.high.value())

    def _check(self) -> None:
        is_ordered = self.span.is_ordered
        self._fault.setText("" if is_ordered else "Low must not exceed typical, nor typical high.")
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(is_ordered)

    def _on_reset(self) -> None:
        self.is_reset = True
        self.accept()


def _days_field(name: str, value: float) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setObjectName(name)
    field.setRange(0.0, 365.0)
    field.setDecimals(1)
    field.setSingleStep(0.5)
    field.setSuffix(" days")
    field.setValue(value)
    field.lineEdit().setTextMargins(6, 0, 0, 0)
    return field


class PlaceDialog(QDialog):
    """Choose one place."""

    def __init__(self, network: Network, language: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("place_dialog")
        self.setWindowTitle(title)
        self.node_id = ""
        self.field = PlaceField("Place", "place_dialog_field")
        self.field.set_network(network, language)
        self.field.setMinimumWidth(320)
        self.field.edit.clear()
        self.field.place_chosen.connect(self._on_place)
        self._why = label("", "closed")
        self._why.setWordWrap(True)
        self.field.refused.connect(self._why.setText)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(label("Type a name in any language."))
        layout.addWidget(self.field)
        layout.addWidget(self._why)
        layout.addWidget(buttons)

    def _on_place(self, node_id: str) -> None:
        self.node_id = node_id
        self.accept()


class FaultDialog(QDialog):
    """What went wrong and what to do; details only on request, ready to be copied."""

    def __init__(self, title: str, words: str, details: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fault_dialog")
        self.setWindowTitle("Corridor Explorer")
        head = label(title)
        head.setFont(font(18, SEMIBOLD, is_serif=True))
        head.setWordWrap(True)
        said = label(words, selectable=True)
        said.setWordWrap(True)
        said.setObjectName("fault_words")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(head)
        layout.addWidget(said)
        if details:
            self.details = QPlainTextEdit(details)
            self.details.setObjectName("fault_details")
            self.details.setReadOnly(True)
            self.details.setMinimumHeight(140)
            self.details.hide()
            show = QPushButton("Details")
            copy = QPushButton("Copy details")
            buttons.addButton(show, QDialogButtonBox.ButtonRole.ActionRole)
            buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
            show.clicked.connect(lambda: self.details.setVisible(not self.details.isVisible()))
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
            layout.addWidget(self.details)
        layout.addWidget(buttons)
        self.setMinimumWidth(480)


def tell(parent: QWidget | None, title: str, words: str) -> None:
    """Show a message and wait."""
    FaultDialog(title, words, parent=parent).exec()


def ask_to_save(parent: QWidget, name: str) -> QMessageBox.StandardButton:
    """Ask before changes get lost: Save, Discard or Cancel."""
    box = QMessageBox(parent)
    box.setObjectName("ask_to_save")
    box.setText(f"Save the changes to {name}?")
    box.setInformativeText("Without saving, this scenario is gone.")
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    return buttons(box.exec())


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question: its id, and what its button says."""

    id: str
    words: str


def ask(parent: QWidget | None, title: str, words: str, choices: tuple[Choice, ...]) -> str:
    """Ask, and return the id of the answer; empty for Cancel, which Esc gives too."""
    box = QMessageBox(parent)
    box.setObjectName("ask")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(words)
    buttons = {
        box.addButton(choice.words, QMessageBox.ButtonRole.ActionRole): choice.id for choice in choices
    }
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    return next((answer for button, answer in buttons.items() if button is clicked), "")
