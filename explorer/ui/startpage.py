"""The start page: over the map, what there is to do first. Explore, a story, a recent file."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.core.storyboard import Scene
from explorer.errors import ExplorerError
from explorer.housestyle.format import count
from explorer.ui.dialogs import tell
from explorer.ui.parts.scenecards import CardLook, SceneCards
from explorer.ui.parts.scenemodel import shown_title
from explorer.ui.storyshelf import Offer
from explorer.ui.theme import SEMIBOLD, font, palette_of, theme_of
from explorer.ui.widgets import Clickable, Elided, clear, label, plain_tip, styled_button

if TYPE_CHECKING:
    from explorer.ui.window import MainWindow

WIDTH, MARGIN = 1000, 32
PAD, GAP = 8, 10
PICTURE = (208, 117)
"""Size of a story's picture, in px."""
MAX_RECENT = 4
SETTING = "start_page"
LATEST_MS = 2500
"""The page comes when the map stands, or after so long all the same."""
LOOK_AGAIN_MS = 25
SCRIM = 0.58


class StoryCard(Clickable):
    """One story: picture, title, what it is about, how many scenes."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        scenes = count(offer.scenes, "scene")
        super().__init__(f"Story: {offer.title}. {offer.line}. {scenes}", parent)
        self.setObjectName(f"story_card_{offer.id}")
        self.offer = offer
        self.picture = QLabel()
        self.picture.setFixedSize(*PICTURE)
        self.picture.setObjectName("story_picture")
        title = label(shown_title(offer.title))
        title.setFont(font(16, SEMIBOLD, is_serif=True))
        line = label(shown_title(offer.line), "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAD, PAD, PAD, PAD)
        layout.setSpacing(5)
        layout.addWidget(self.picture)
        for part in (title, line):
            part.setWordWrap(True)
            part.ensurePolished()
            part.setFixedSize(PICTURE[0], part.heightForWidth(PICTURE[0]))
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(label(scenes, "tertiary"))

    def show_picture(self, picture: QPixmap) -> None:
        """Show the story's picture."""
        self.picture.setPixmap(picture)


class StartPage(QWidget):
    """Covers the window below its menus. It asks by signals.

    Signals: `closed()`, `story_requested(str id)`, `file_requested(Path)`, `open_requested()`,
    `shown_at_start_changed(bool)`.
    """

    closed = Signal()
    story_requested = Signal(str)
    file_requested = Signal(Path)
    open_requested = Signal()
    shown_at_start_changed = Signal(bool)

    def __init__(self, cards: SceneCards, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("start_page")
        self.setAccessibleName("Start page")
        self._cards = cards
        self._stories: tuple[StoryCard, ...] = ()
        self._sheet = QFrame(self)
        self._sheet.setObjectName("start_sheet")
        self.explore = styled_button("Explore the map", "start_explore", "primary")
        self.explore.clicked.connect(self.closed)
        self.open = styled_button("Open a file…", "start_open", "small")
        self.open.clicked.connect(self.open_requested)
        self.at_start = QCheckBox("Show this page at the start")
        self.at_start.setObjectName("start_again")
        self.at_start.toggled.connect(self.shown_at_start_changed)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._lay_out()
        cards.made.connect(self._on_made)

    def _lay_out(self) -> None:
        content = QWidget()
        content.setProperty("panel", True)
        self._layout = layout = QVBoxLayout(content)
        layout.setContentsMargins(MARGIN, 26, MARGIN, 20)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        layout.addSpacing(10)
        layout.addWidget(label("Stories, every scene of them live", "section"))
        layout.addLayout(self._grid)
        layout.addSpacing(6)
        files = QHBoxLayout()
        files.addWidget(label("Recent files", "section"))
        files.addStretch(1)
        files.addWidget(self.open)
        layout.addLayout(files)
        layout.addLayout(self._recent)
        layout.addStretch(1)
        layout.addWidget(self.at_start)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(content)
        outer = QVBoxLayout(self._sheet)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(self._area)

    def _head(self) -> QHBoxLayout:
        title = label("Corridor Explorer")
        title.setFont(font(30, SEMIBOLD, is_serif=True))
        words = label("China–Europe freight corridors, on a map that answers “what if?”", "secondary")
        words.setFont(font(15))
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(title)
        left.addWidget(words)
        self.explore.setMinimumHeight(38)
        self.explore.setMinimumWidth(170)
        row = QHBoxLayout()
        row.addLayout(left, 1)
        row.addWidget(self.explore, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    # ------------------------------------------------------------------ what is shown

    def show_stories(self, offers: tuple[Offer, ...]) -> None:
        """Offer these stories."""
        clear(self._grid)
        self._stories = tuple(StoryCard(offer) for offer in offers)
        for card in self._stories:
            card.clicked.connect(lambda story=card.offer.id: self.story_requested.emit(story))
        self._place_stories()
        self._ask_pictures()

    def show_recent(self, paths: tuple[Path, ...]) -> None:
        """Offer the files used last."""
        clear(self._recent)
        for path in paths[:MAX_RECENT]:
            self._recent.addWidget(self._file_row(path))
        if not paths:
            self._recent.addWidget(label("None yet: what you save stands here.", "tertiary"))

    def _file_row(self, path: Path) -> QWidget:
        row = Clickable(f"Open {path.name} in {path.parent}")
        row.setObjectName("start_recent")
        row.setToolTip(plain_tip(str(path)))
        row.clicked.connect(lambda: self.file_requested.emit(path))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(8, 3, 8, 3)
        layout.setSpacing(12)
        name = label(shown_title(path.stem))
        name.setFont(font(14, SEMIBOLD))
        layout.addWidget(name)
        folder = Elided(_folder_words(path.parent))
        folder.setProperty("role", "tertiary")
        layout.addWidget(folder, 1)
        return row

    def set_at_start(self, is_on: bool) -> None:
        """Show whether the page comes at the start."""
        self.at_start.blockSignals(True)
        self.at_start.setChecked(is_on)
        self.at_start.blockSignals(False)

    def _place_stories(self) -> None:
        columns = max(1, min(4, (self._sheet.width() - 2 * MARGIN + GAP) // (PICTURE[0] + 2 * PAD + GAP)))
        for at, card in enumerate(self._stories):
            self._grid.addWidget(card, at // columns, at % columns)
        for column in range(5):
            self._grid.setColumnStretch(column, 1 if column == columns else 0)

    def _look(self) -> CardLook:
        return CardLook(*PICTURE, theme_of(self), self.devicePixelRatioF())

    def _ask_pictures(self) -> None:
        for story in self._stories:
            card = self._cards.card(story.offer.cover, self._look())
            if card is not None and not card.image.isNull():
                story.show_picture(QPixmap.fromImage(card.image))

    def _on_made(self, scene: Scene) -> None:
        if self.isVisible() and any(story.offer.cover == scene for story in self._stories):
            self._ask_pictures()

    # ------------------------------------------------------------------ Qt calls

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sheet stands in the middle, as high as it needs to be."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Place the sheet."""
        width = min(WIDTH, self.width() - 40)
        self._sheet.resize(width, self._sheet.height())
        self._place_stories()
        wanted = self._layout.heightForWidth(width - 2) if self._layout.hasHeightForWidth() else 0
        height = min(max(wanted, self._layout.sizeHint().height()) + 6, self.height() - 24)
        self._sheet.setGeometry(
            (self.width() - width) // 2, max(8, (self.height() - height) // 2), width, height
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The window fades behind the sheet."""
        painter = QPainter(self)
        colour = QColor(palette_of(self).window)
        colour.setAlphaF(SCRIM)
        painter.fillRect(QRectF(self.rect()), colour)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Pictures follow the theme."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible():
            self._ask_pictures()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the sheet goes to the map."""
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.closed.emit()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Escape belongs to the page while it is there."""
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if is_escape and event.type() is QEvent.Type.KeyPress:
            self.closed.emit()
            return True
        return super().event(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: N802
        """Tab goes round inside the page."""
        parts = [part for part in self._focusable() if part.isVisible() and part.isEnabled()]
        if not parts:
            return False
        now = self.focusWidget()
        at = parts.index(now) if now in parts else -1
        parts[(at + (1 if is_next else -1)) % len(parts)].setFocus(
            Qt.FocusReason.TabFocusReason if is_next else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def _focusable(self) -> list[QWidget]:
        files = self._sheet.findChildren(Clickable, "start_recent")
        return [self.explore, *self._stories, self.open, *files, self.at_start]


class Starting(QObject):
    """Opens the page at the start and on request, and does what it asks for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.page: StartPage | None = None
        self._is_due = False
        self._reading = threading.Thread(target=self._read, name="stories", daemon=True)
        window.session.begun.connect(self.close)
        window.session.show_changed.connect(self.close)
        self._latest = QTimer(self)
        self._latest.setSingleShot(True)
        self._latest.timeout.connect(self._on_due)
        window.map.map_ready.connect(self._latest.stop)
        window.map.map_ready.connect(self._on_due)

    @property
    def is_open(self) -> bool:
        """Whether the page is shown."""
        return self.page is not None and self.page.isVisible()

    def show_at_start(self) -> None:
        """Open the page as soon as the map stands, unless the user wants none."""
        if self._window.settings.is_on(SETTING, default=True):
            self._is_due = True
            self._latest.start(LATEST_MS)

    def _on_due(self) -> None:
        """Read the stories beside the window first: they take longer than an eye forgives."""
        if self._is_due and not self._reading.is_alive():
            if self._reading.ident is None:
                self._reading.start()
            else:
                self._is_due = False
                self.open()
        if self._is_due:
            QTimer.singleShot(LOOK_AGAIN_MS, self, self._on_due)

    def _read(self) -> None:
        try:
            _ = self._window.storyboarding.shelf.offers
        except ExplorerError:
            return  # Told when the page opens, which reads them again.

    def open(self) -> None:
        """Show the page."""
        window = self._window
        try:
            offers = window.storyboarding.shelf.offers
        except ExplorerError as error:
            tell(window, "The stories cannot be read", str(error))
            offers = ()
        page = self.page or self._make()
        page.show_stories(offers)
        page.show_recent(window.settings.recent_files())
        page.set_at_start(window.settings.is_on(SETTING, default=True))
        self._cover()
        page.show()
        page.raise_()
        page.arrange()
        page.explore.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> StartPage:
        window = self._window
        self.page = page = StartPage(window.scene_cards, window)
        page.closed.connect(self.close)
        page.story_requested.connect(self._on_story)
        page.file_requested.connect(self._on_file)
        page.open_requested.connect(window.actions_table["open"].trigger)
        page.shown_at_start_changed.connect(self._on_setting)
        window.installEventFilter(self)
        return page

    def close(self) -> None:
        """Take the page away; the map has the keyboard then."""
        self._is_due = False
        if self.page is not None and self.page.isVisible():
            self.page.hide()
            self._window.map.setFocus()

    def _on_story(self, story_id: str) -> None:
        self._window.storyboarding.open_story(story_id)

    def _on_file(self, path: Path) -> None:
        self._window.files.open_recent(path)

    def _on_setting(self, is_on: bool) -> None:
        self._window.settings.set_text(SETTING, "true" if is_on else "false")

    def _cover(self) -> None:
        if self.page is not None:
            top = self._window.menuBar().geometry().bottom() + 1
            self.page.setGeometry(0, top, self._window.width(), self._window.height() - top)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page is as large as the window."""
        if watched is self._window and event.type() is QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)


def _folder_words(folder: Path) -> str:
    """A folder, short: below the home folder by its `~`."""
    try:
        return f"~/{folder.relative_to(Path.home()).as_posix()}"
    except ValueError:
        return str(folder)
