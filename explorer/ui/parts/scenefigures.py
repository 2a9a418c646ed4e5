"""Choosing a large figure from a list that narrows while one types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.core.storyboard import SUBJECT_KINDS, Figure, FigureKind, Scene
from explorer.housestyle.key_figures import figure_title, key_figures
from explorer.ui.commandbox import Choice, CommandBox
from explorer.ui.parts.scenemodel import shown_title

MAX_NOTE = 18
"""Letters of the value beside a figure's name."""


class FigureBox(CommandBox):
    """The box of figures over the window. It hands on what is chosen and goes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field.setPlaceholderText("Figure of the journey, new link, claim or past closure")
        self.field.setAccessibleName("Choose a large figure")

    def open_for(
        self, network: Network, results: Results | None, scene: Scene, choose: Callable[[Figure], None]
    ) -> None:
        """Offer every figure that fits and is not shown yet."""
        figures = (figure for figure in fitting_figures(network) if figure not in scene.figures)
        self.open_with([_choice(network, results, figure, choose) for figure in figures])


def fitting_figures(network: Network) -> Iterator[Figure]:
    """Every figure this network can show: of the journey, of new links, claims and past closures."""
    yield from (Figure(kind) for kind in FigureKind if kind not in SUBJECT_KINDS)
    for link in network.new_links.values():
        if link.headline is not None and link.headline.saving_km is not None:
            yield Figure(FigureKind.REPORTED_KM, link.id)
        if link.headline is not None and link.headline.days_high is not None:
            yield Figure(FigureKind.REPORTED_DAYS, link.id)
        yield Figure(FigureKind.MODELLED_KM, link.id)
        yield Figure(FigureKind.MODELLED_DAYS, link.id)
    yield from (Figure(FigureKind.CLAIM, claim.id) for claim in network.claims if claim.value.strip())
    yield from (
        Figure(FigureKind.EVENT_DAYS, event.id) for event in network.events.values() if event.days is not None
    )


def _choice(
    network: Network, results: Results | None, figure: Figure, choose: Callable[[Figure], None]
) -> Choice:
    note = ""
    if results is not None:
        value = key_figures(network, results, (figure,))[0]
        note = f"{value.value} {value.unit}".strip()
    short = note if len(note) <= MAX_NOTE else f"{note[: MAX_NOTE - 1]}…"
    title = shown_title(figure_title(network, figure))
    return Choice(title, short, partial(choose, figure), f"{figure.kind.value} {figure.subject}")
