"""The presenter's view: notes, the next scene, the time, figures of now, a box to change something live."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QFont,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPixmap,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from explorer.housestyle.key_figures import KeyFigure
from explorer.ui.commandbox import Choice
from explorer.ui.present import BASES
from explorer.ui.show_clock import Stopwatch, clock_words
from explorer.ui.show_keys import Ask, ShowKeys
from explorer.ui.show_live import LiveBox
from explorer.ui.show_parts import Face, Fitted, Setting
from explorer.ui.show_words import Telling
from explorer.ui.theme import SEMIBOLD, font
from explorer.ui.widgets import Elided, label, set_role, styled_button

THUMBNAIL = QSize(352, 198)
NOTES_PX, LEAST_NOTES_PX, MOST_NOTES_PX = 24, 14, 64
TICK_MS = 250
NO_NOTES = "No notes for this scene."


class NowFigures(QWidget):
    """The figures that the audience sees, small."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presenter_figures")
        self._values: list[QLabel] = []
        self._words: list[Fitted] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        for number in range(3):
            value = label("")
            value.setObjectName(f"presenter_value_{number}")
            value.setFont(font(30, SEMIBOLD))
            words = Fitted(f"presenter_words_{number}", (Setting(15, 2), Setting(14, 2)), Face(), self)
            words.setFixedHeight(44)
            set_role(words, "present-words")
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(value)
            column.addWidget(words)
            row.addLayout(column, 1)
            self._values.append(value)
            self._words.append(words)

    def show_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Show up to three figures."""
        for number, (value, words) in enumerate(zip(self._values, self._words, strict=True)):
            figure = figures[number] if number < len(figures) else None
            parts = () if figure is None else (figure.value, figure.unit, BASES[figure.basis])
            value.setText(" ".join(part for part in parts if part))
            words.set_words("" if figure is None else figure.words)
            tone = "" if figure is None else figure.tone.value
            set_role(value, f"big-{tone}" if tone else "big")


class TimeRow(QWidget):
    """The time of day, and how long the presentation runs. Clocks are handed in."""

    def __init__(self, clock: Callable[[], float], now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setObjectName("presenter_time")
        self.stopwatch = Stopwatch(clock)
        self._clock, self._now = clock, now
        self._day, self._elapsed = label(""), label("")
        self._day.setObjectName("presenter_clock")
        self._elapsed.setObjectName("presenter_elapsed")
        self._day.setFont(font(26))
        self._elapsed.setFont(font(26, SEMIBOLD))
        self._pause = styled_button("Pause", "presenter_pause", "small")
        self._reset = styled_button("Reset", "presenter_reset", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._day)
        row.addSpacing(16)
        row.addWidget(self._elapsed)
        row.addWidget(self._pause)
        row.addWidget(self._reset)
        self._pause.clicked.connect(self._on_pause)
        self._reset.clicked.connect(self._on_reset)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self.show_time)

    def start(self) -> None:
        """Run from now on."""
        self.stopwatch = Stopwatch(self._clock)
        self._tick.start()
        self.show_time()

    def stop(self) -> None:
        """Stand still."""
        self._tick.stop()

    def show_time(self) -> None:
        """Show both times."""
        self._day.setText(f"{self._now():%H:%M}")
        self._elapsed.setText(clock_words(self.stopwatch.elapsed_s))
        self._pause.setText("Go on" if self.stopwatch.is_paused else "Pause")

    def _on_pause(self) -> None:
        self.stopwatch.toggle()
        self.show_time()

    def _on_reset(self) -> None:
        self.stopwatch.reset()
        self.show_time()


class PresenterView(QWidget):
    """A window of its own for who speaks. It shows what it is told and asks for the rest.

    Signals: `asked(Ask)`, `jumped(int)` with a scene's number from 1, `swap_requested()`, `closed()`,
    `woken()` for a key that means nothing here.
    """

    asked = Signal(object)
    jumped = Signal(int)
    swap_requested = Signal()
    closed = Signal()
    woken = Signal()

    def __init__(
        self,
        parent: QWidget,
        offer: Callable[[], Sequence[Choice]],
        clock: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("presenter_view")
        self.setWindowTitle("Presenter view – Corridor Explorer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(860, 600)
        self._notes_px = NOTES_PX
        self.time = TimeRow(clock, now)
        self.live = LiveBox(offer)
        self._make_now()
        self._make_next()
        self._build()
        self.keys = ShowKeys(self)
        shortcuts = {
            "Ctrl++": partial(self.enlarge, 2),
            "Ctrl+=": partial(self.enlarge, 2),
            "Ctrl+-": partial(self.enlarge, -2),
            "Ctrl+K": self.live.take_keyboard,
            "Ctrl+F": self.live.take_keyboard,
        }
        # Kept here: PySide lets a shortcut die with its last name, parent or not.
        self._shortcuts = [QShortcut(QKeySequence(name), self) for name in shortcuts]
        for shortcut, run in zip(self._shortcuts, shortcuts.values(), strict=True):
            shortcut.activated.connect(run)
        self.live.left.connect(self.notes.setFocus)

    # ------------------------------------------------------------------ building

    def _make_now(self) -> None:
        self.title = Fitted(
            "presenter_title", (Setting(30, 1), Setting(24, 2)), Face(SEMIBOLD, is_serif=True), self
        )
        self.words = Elided()
        self.words.setObjectName("presenter_text")
        set_role(self.words, "present-words")
        self.words.setFont(font(16))
        self.note = label("", "warning")
        self.note.setObjectName("presenter_note")
        self.note.setWordWrap(True)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.figures = NowFigures()
        self.notes = QPlainTextEdit()
        self.notes.setObjectName("presenter_notes")
        self.notes.setAccessibleName("Notes")
        self.notes.setReadOnly(True)
        self.notes.setFrameShape(QFrame.Shape.NoFrame)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.notes.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notes.document().setDocumentMargin(14)
        self.enlarge(0)

    def _make_next(self) -> None:
        self.next_title = Fitted("presenter_next", (Setting(18, 2), Setting(16, 3)), Face(SEMIBOLD), self)
        self.next_title.setFixedHeight(54)
        self.thumbnail = QLabel()
        self.thumbnail.setObjectName("presenter_thumbnail")
        self.thumbnail.setFixedSize(THUMBNAIL)
        self.list = QListWidget()
        self.list.setObjectName("presenter_scenes")
        self.list.setAccessibleName("Scenes")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(2)
        self.list.setMinimumHeight(52)
        self.list.itemClicked.connect(lambda item: self.jumped.emit(self.list.row(item) + 1))

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(12)
        layout.addLayout(self._top())
        body = QHBoxLayout()
        body.setSpacing(28)
        body.addLayout(self._left(), 3)
        right = QWidget()
        right.setFixedWidth(THUMBNAIL.width())
        self._right(right)
        body.addWidget(right)
        layout.addLayout(body, 1)
        layout.addLayout(self._bottom())

    def _top(self) -> QBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.time)
        row.addStretch(1)
        self.position = label("")
        self.position.setObjectName("presenter_position")
        self.position.setFont(font(20, SEMIBOLD))
        row.addWidget(self.position)
        row.addSpacing(12)
        self._ask_button(row, "‹ Previous", Ask.PREVIOUS)
        self._ask_button(row, "Next ›", Ask.NEXT).setProperty("primary", True)
        return row

    def _left(self) -> QBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        for part in (self.title, self.words, self.note, self.figures):
            column.addWidget(part)
        head = QHBoxLayout()
        head.addWidget(label("Notes", "section"))
        head.addStretch(1)
        for text, name, step in (("A−", "notes_smaller", -2), ("A+", "notes_larger", 2)):
            button = styled_button(text, name, "small")
            button.setAccessibleName("Larger notes" if step > 0 else "Smaller notes")
            button.clicked.connect(lambda _=False, step=step: self.enlarge(step))
            head.addWidget(button)
        column.addSpacing(6)
        column.addLayout(head)
        column.addWidget(self.notes, 1)
        return column

    def _right(self, panel: QWidget) -> None:
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label("Next", "section"))
        column.addWidget(self.thumbnail)
        column.addWidget(self.next_title)
        column.addSpacing(6)
        column.addWidget(label("What if?", "section"))
        column.addWidget(self.live)
        self._back = self._ask_button(column, "Back to the story   R", Ask.BACK)
        column.addSpacing(6)
        column.addWidget(label("Scenes", "section"))
        column.addWidget(self.list, 1)

    def _bottom(self) -> QBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._ask_button(row, "Black   B", Ask.BLACK)
        self._ask_button(row, "White   W", Ask.WHITE)
        self.swap = QPushButton("Swap screens")
        self.swap.setObjectName("presenter_swap")
        self.swap.clicked.connect(self.swap_requested)
        row.addWidget(self.swap)
        row.addWidget(label("Number and Enter: to that scene. Ctrl+Z takes a change back.", "tertiary"), 1)
        self._ask_button(row, "End the presentation   Esc", Ask.LEAVE)
        return row

    def _ask_button(self, row: QBoxLayout, text: str, ask: Ask) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(f"presenter_{ask.name.lower()}")
        button.clicked.connect(lambda _=False: self.asked.emit(ask))
        row.addWidget(button)
        return button

    # ------------------------------------------------------------------ showing

    def show_telling(self, telling: Telling, left_out: Sequence[str]) -> None:
        """Show what the audience is told now."""
        self.title.set_words(telling.title)
        self._fit_title()
        self.words.set_whole(" ".join(telling.text.split())[:400])
        self.figures.show_figures(telling.figures)
        self.figures.setVisible(not telling.fault)
        missing = f"Left out, since this data does not have it: {'; '.join(left_out)}" if left_out else ""
        note = telling.fault or (f"Changed live: {telling.live}" if telling.live else missing)
        set_role(self.note, "live" if telling.live and not telling.fault else "warning")
        self.note.setText(note[:500])
        self.note.setVisible(bool(note))
        self._back.setEnabled(bool(telling.live))

    def show_scene(self, titles: Sequence[str], place: int | None, notes: str) -> None:
        """Show notes, the place in the story, and what comes next."""
        if [self.list.item(row).text() for row in range(self.list.count())] != numbered(titles):
            self.list.clear()
            self.list.addItems(numbered(titles))
        has_scenes = place is not None
        self.list.setCurrentRow(-1 if place is None else place)
        self.position.setText(f"{place + 1} of {len(titles)}" if place is not None else "")
        following = titles[place + 1] if place is not None and place + 1 < len(titles) else ""
        self.next_title.set_words(
            following or ("The last scene" if has_scenes else "No scenes: the map as it is")
        )
        self.thumbnail.setVisible(bool(following))
        if self.notes.toPlainText() != (notes or NO_NOTES):
            self.notes.setPlainText(notes or NO_NOTES)

    def show_thumbnail(self, picture: QImage | None) -> None:
        """Show the next scene's picture; None shows none."""
        self.thumbnail.setPixmap(QPixmap() if picture is None else QPixmap.fromImage(picture))

    def _fit_title(self) -> None:
        self.title.setFixedHeight(max(20, self.title.height_at(self.title.width())))

    def enlarge(self, step: int) -> None:
        """Make the notes larger or smaller by so many px."""
        self._notes_px = max(LEAST_NOTES_PX, min(MOST_NOTES_PX, self._notes_px + step))
        face = QFont(font(self._notes_px))
        self.notes.setStyleSheet(f"font-size: {self._notes_px}px;")
        self.notes.setFont(face)

    @property
    def notes_px(self) -> int:
        """How large the notes are, in px."""
        return self._notes_px

    # ------------------------------------------------------------------ Qt calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes as many lines as it needs."""
        super().resizeEvent(event)
        self._fit_title()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard is nobody's button at first: Space is the clicker's."""
        super().showEvent(event)
        self.notes.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that nobody wants lifts the curtain."""
        self.woken.emit()
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing hides: P brings the view back."""
        super().closeEvent(event)
        self.closed.emit()


def numbered(titles: Sequence[str]) -> list[str]:
    """Titles behind their numbers."""
    return [f"{number}   {title[:120]}" for number, title in enumerate(titles, start=1)]
