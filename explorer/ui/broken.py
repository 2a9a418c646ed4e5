"""The window when the data cannot be read: it names every fault and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from explorer.ui.theme import SEMIBOLD, font
from explorer.ui.widgets import label

WORDS = (
    "The program's own data is damaged, so there is nothing to show yet. Install the program again; if you"
    " changed its tables yourself, mend what is listed here: file, row, column and fault."
)


class BrokenWindow(QMainWindow):
    """An empty window that says what is wrong with the data."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("broken_window")
        self.setWindowTitle("Corridor Explorer")
        head = label("The data cannot be read")
        head.setFont(font(24, SEMIBOLD, is_serif=True))
        words = label(WORDS)
        words.setWordWrap(True)
        self.faults = QPlainTextEdit("\n".join(faults))
        self.faults.setObjectName("faults")
        self.faults.setReadOnly(True)
        copy, leave = QPushButton("Copy the list"), QPushButton("Quit")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.faults.toPlainText()))
        leave.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(40, 32, 40, 28)
        layout.setSpacing(14)
        layout.addWidget(head)
        layout.addWidget(words)
        layout.addWidget(self.faults, 1)
        layout.addLayout(buttons)
        self.setCentralWidget(content)
        self.resize(760, 520)
