"""What the current scene says: title, text, notes, large figures, what is pointed out, and its sources."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.core.network import Network
from explorer.core.storyboard import MAX_FIGURES, Figure, Scene
from explorer.housestyle.brief import ShownScene
from explorer.housestyle.format import count
from explorer.housestyle.key_figures import KeyFigure, default_figures, figure_title, journey_sources
from explorer.housestyle.wording import name_of
from explorer.ui.icons import icon
from explorer.ui.parts.scenemodel import shown_title
from explorer.ui.parts.scenetyping import Typing, settle_all, words_field
from explorer.ui.scene_edits import MAX_TITLE
from explorer.ui.theme import SEMIBOLD, font, palette_of
from explorer.ui.widgets import (
    Elided,
    FlowLayout,
    Section,
    clear,
    label,
    link_button,
    set_role,
    styled_button,
)

MAX_CHIPS = 24


class SceneEditor(QStackedWidget):
    """Content of the Scene dock. It asks by signals; all but `add_requested` carry the scene's id first.

    `words_changed(id, "title" | "text" | "notes", words)`, `figure_requested(id)`,
    `figure_dropped(id, Figure)`, `highlight_requested(id)`, `highlights_changed(id, tuple of ids)`,
    `view_requested(id, bool whole)`, `sources_requested(tuple of source ids)`.
    """

    add_requested = Signal()
    words_changed = Signal(str, str, str)
    figure_requested = Signal(str)
    figure_dropped = Signal(str, object)
    highlight_requested = Signal(str)
    highlights_changed = Signal(str, object)
    view_requested = Signal(str, bool)
    sources_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scene_editor")
        self.setAccessibleName("Scene")
        self._scene: Scene | None = None
        self._source_ids: tuple[str, ...] = ()
        self._make_fields()
        self._make_sections()
        self.addWidget(self._empty_page())
        self.addWidget(self._page())

    # ------------------------------------------------------------------ building

    def _make_fields(self) -> None:
        self._head = label("")
        self._head.setObjectName("scene_head")
        self._head.setFont(font(19, SEMIBOLD, is_serif=True))
        self._faults = label("", "warning", selectable=True)
        self._faults.setObjectName("scene_faults")
        self._faults.setWordWrap(True)
        self.title = QLineEdit()
        self.title.setObjectName("scene_title")
        self.title.setAccessibleName("Title of the scene")
        self.title.setPlaceholderText("What this scene shows")
        self.title.setMaxLength(MAX_TITLE)
        self.text = words_field("scene_text", "Text of the scene", "What the audience reads", 104)
        self.notes = words_field(
            "scene_notes", "Notes of the scene", "What only you see while presenting", 76
        )
        self._typing = {
            "title": Typing(self.title),
            "text": Typing(self.text),
            "notes": Typing(self.notes),
        }
        for part, typing in self._typing.items():
            typing.settled.connect(lambda words, part=part: self._on_settled(part, words))

    def _make_sections(self) -> None:
        self._figures = Section("Large figures", "scene_figures")
        self._figure_rows = QVBoxLayout()
        self._figure_rows.setSpacing(2)
        self.add_figure = link_button(
            "Add a figure", "scene_add_figure", "Choose from all figures and claims"
        )
        self.add_figure.clicked.connect(lambda: self._ask(self.figure_requested))
        self._figures.body.addLayout(self._figure_rows)
        self._figures.head.addWidget(self.add_figure)
        self._pointed = Section("Points out", "scene_highlights")
        self._chips = FlowLayout(gap=6)
        self.add_highlight = link_button(
            "Add the selection", "scene_add_highlight", "What is selected on the map"
        )
        self.add_highlight.clicked.connect(lambda: self._ask(self.highlight_requested))
        self._pointed.body.addLayout(self._chips)
        self._pointed.head.addWidget(self.add_highlight)
        self._view = Section("Map", "scene_view")
        self._view_words = label("", "secondary")
        self._view_words.setWordWrap(True)
        self._view.body.addWidget(self._view_words)
        self.whole = link_button("Whole journey", "scene_whole", "Show the whole journey in this scene")
        self.whole.clicked.connect(lambda: self._ask_view(is_whole=True))
        self.keep_view = link_button("Keep this view", "scene_keep_view", "Keep what the map shows now")
        self.keep_view.clicked.connect(lambda: self._ask_view(is_whole=False))
        self._view.head.addWidget(self.whole)
        self._view.head.addWidget(self.keep_view)
        self._sources = Section("Sources", "scene_sources")
        self._source_words = label("", "secondary", selectable=True)
        self._source_words.setWordWrap(True)
        self.sources = link_button("All sources", "scene_all_sources", "Every source behind this scene")
        self.sources.clicked.connect(lambda: self.sources_requested.emit(self._source_ids))
        self._sources.body.addWidget(self._source_words)
        self._sources.head.addWidget(self.sources)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        page.setProperty("panel", True)
        words = label(
            "Show a scene to write what it says, or add what the map shows now as a new one.", "secondary"
        )
        words.setWordWrap(True)
        button = styled_button("Add the present map as a scene", "scene_editor_add", "primary")
        button.clicked.connect(self.add_requested)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(12)
        layout.addWidget(words)
        layout.addWidget(button)
        layout.addStretch(1)
        return page

    def _page(self) -> QWidget:
        content = QWidget()
        content.setProperty("panel", True)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(14, 10, 14, 14)
        layout.setSpacing(10)
        layout.addWidget(self._head)
        layout.addWidget(self._faults)
        for name, field in (("Title", self.title), ("Text", self.text), ("Speaker notes", self.notes)):
            box = QVBoxLayout()
            box.setSpacing(3)
            words = label(name, "section")
            words.setBuddy(field)
            box.addWidget(words)
            box.addWidget(field)
            layout.addLayout(box)
        for section in (self._figures, self._pointed, self._view, self._sources):
            layout.addWidget(section)
        layout.addStretch(1)
        area = QScrollArea()
        area.setObjectName("scene_page")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        return area

    # ------------------------------------------------------------------ showing

    def show_nothing(self) -> None:
        """No scene is current."""
        self._scene = None
        self.setCurrentIndex(0)

    def show_scene(self, network: Network, shown: ShownScene, scene: Scene, place: tuple[int, int]) -> None:
        """Show a scene; `place` is its number and how many there are."""
        if self._scene is not None and self._scene.id != scene.id:
            settle_all(self)
        self._scene = scene
        self._head.setText(f"Scene {place[0]} of {place[1]}")
        self._faults.setVisible(bool(shown.faults))
        self._faults.setText("Left out, since this data does not have it:\n" + "\n".join(shown.faults))
        for part, words in (("title", scene.title), ("text", scene.text), ("notes", scene.notes)):
            self._typing[part].show(words)
        self.title.setPlaceholderText(shown_title(shown.title) or "What this scene shows")
        self._show_figures(network, shown, scene)
        self._show_highlights(network, scene)
        is_whole = scene.view is None
        self._view_words.setText("The whole journey" if is_whole else "One part of the map")
        self.whole.setVisible(not is_whole)
        self._show_sources(network, shown, scene)
        self.setCurrentIndex(1)

    def _show_figures(self, network: Network, shown: ShownScene, scene: Scene) -> None:
        clear(self._figure_rows)
        chosen = scene.figures
        values: dict[Figure, KeyFigure] = {}
        if shown.results is not None:
            known = shown.scene.figures or default_figures(shown.results)
            values = dict(zip(known, shown.figures, strict=False))
        for figure in chosen or tuple(values):
            row = self._figure_row(network, figure, values.get(figure), is_chosen=bool(chosen))
            self._figure_rows.addWidget(row)
        if not chosen:
            self._figure_rows.addWidget(label("Chosen by what the answer is.", "tertiary"))
        self.add_figure.setVisible(len(chosen) < MAX_FIGURES)
        self.add_figure.setText("Add a figure" if chosen else "Choose figures")

    def _figure_row(
        self, network: Network, figure: Figure, value: KeyFigure | None, *, is_chosen: bool
    ) -> QWidget:
        row = QWidget()
        row.setObjectName(f"figure_{figure}")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Elided(shown_title(figure_title(network, figure))), 1)
        number = label("left out" if value is None else f"{value.value[:24]} {value.unit[:12]}".strip())
        number.setFont(font(14, SEMIBOLD))
        if value is None:
            set_role(number, "closed")
        layout.addWidget(number)
        if is_chosen:
            drop = styled_button("", f"drop_figure_{figure}", "more")
            drop.setIcon(icon("cross", palette_of(self)))
            drop.setAccessibleName(f"Take away {figure_title(network, figure)}")
            drop.setToolTip("Take away")
            drop.clicked.connect(lambda: self._drop(figure))
            layout.addWidget(drop)
        return row

    def _show_highlights(self, network: Network, scene: Scene) -> None:
        clear(self._chips)
        for target in scene.highlights[:MAX_CHIPS]:
            name = shown_title(name_of(network, target))
            chip = styled_button(name, f"highlight_{target}", "chip")
            chip.setIcon(icon("cross", palette_of(self)))
            chip.setToolTip("No longer point it out")
            chip.clicked.connect(lambda _=False, gone=target: self._drop_highlight(gone))
            self._chips.addWidget(chip)
        rest = len(scene.highlights) - MAX_CHIPS
        if rest > 0:
            self._chips.addWidget(label(f"and {count(rest, 'other')}", "tertiary"))
        if not scene.highlights:
            self._chips.addWidget(label("Nothing", "tertiary"))
        self._pointed.updateGeometry()

    def _show_sources(self, network: Network, shown: ShownScene, scene: Scene) -> None:
        reported = [key for figure in shown.figures for key in figure.source_ids]
        itinerary = None if shown.results is None else shown.results.itinerary
        ids = (*reported, *scene.source_ids, *journey_sources(itinerary))
        self._source_ids = tuple(key for key in dict.fromkeys(ids) if key in network.sources)
        self._source_words.setText(shown.source_line or "No figure, no source")
        self.sources.setVisible(bool(self._source_ids))

    def refresh_icons(self) -> None:
        """Draw icons again, in the colours of the theme."""
        colours = palette_of(self)
        for name in ("drop_figure_", "highlight_"):
            for button in self.findChildren(QWidget):
                if button.objectName().startswith(name) and hasattr(button, "setIcon"):
                    button.setIcon(icon("cross", colours))

    # ------------------------------------------------------------------ asking

    def settle(self) -> None:
        """Tell what was typed and not told yet."""
        settle_all(self)

    def focus_title(self) -> None:
        """Put the cursor into the title."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.title.selectAll()

    def _on_settled(self, part: str, words: str) -> None:
        if self._scene is not None:
            self.words_changed.emit(self._scene.id, part, words)

    def _ask(self, signal: object) -> None:
        if self._scene is not None:
            signal.emit(self._scene.id)  # type: ignore[attr-defined]

    def _ask_view(self, *, is_whole: bool) -> None:
        if self._scene is not None:
            self.view_requested.emit(self._scene.id, is_whole)

    def _drop(self, figure: Figure) -> None:
        if self._scene is not None:
            self.figure_dropped.emit(self._scene.id, figure)

    def _drop_highlight(self, target: str) -> None:
        if self._scene is not None:
            kept = tuple(old for old in self._scene.highlights if old != target)
            self.highlights_changed.emit(self._scene.id, kept)
