"""An answer or a storyboard -> files, by extension. Each is written whole or not at all.

The one door for window, command line and Python: what a file holds does not depend on who asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from explorer.core.network import Network
from explorer.core.results import Results
from explorer.core.storyboard import Storyboard
from explorer.errors import ExportError
from explorer.housestyle.brief import Progress, go_on
from explorer.io.atomic import write_atomic

if TYPE_CHECKING:
    from explorer.housestyle.brief import Brief


def ignore(_words: str) -> None:
    """Nobody wants to hear of it."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its extension, its name and what it is in words.

    `holds_scenes`: a whole storyboard goes into it; `is_sheet`: one sheet as a picture.
    """

    suffix: str
    title: str
    words: str
    holds_scenes: bool = False
    is_sheet: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What to export. `created` is when, with its zone; None leaves the time out (same input, same bytes).

    `storyboard` with scenes makes documents (.pdf, .pptx, .html) of all of them, pictures (.svg, .png)
    of its scene number `scene` (from 0); without scenes the answer in `results` is the only one.
    `warn` is told, in words, what was not as it should be in a file that came out all the same.
    `table` chooses what a CSV file holds: itinerary, corridors, legs, nodes or sources. `paper` is
    a4, a3, letter or 16:9; `dpi` counts for .png. `language` is that of names: en, local, zh, ru.
    """

    network: Network
    results: Results
    created: datetime | None = None
    table: str = "itinerary"
    storyboard: Storyboard = Storyboard()  # noqa: RUF009 - frozen
    scene: int = 0
    paper: str = "a4"
    dpi: int = 200
    language: str = "en"
    progress: Progress = go_on
    warn: Callable[[str], None] = ignore


LANGUAGES: Final = ("en", "local", "zh", "ru")
"""Languages of names."""

FORMATS: Final = (
    Format(
        ".pdf",
        "Hand-out (PDF)",
        "a sheet with map, figures, itinerary and sources; of several scenes a hand-out",
        holds_scenes=True,
    ),
    Format(".pptx", "Slides (PowerPoint)", "editable slides, one a scene", holds_scenes=True),
    Format(
        ".html",
        "One HTML file",
        "one page that needs no internet: story, map and what-if",
        holds_scenes=True,
    ),
    Format(".svg", "Vector picture (SVG)", "the sheet as a picture that stays sharp", is_sheet=True),
    Format(".png", "Picture (PNG)", "the sheet as a picture of dots", is_sheet=True),
    Format(".geojson", "Map data (GeoJSON)", "itineraries, corridors, legs and nodes by RFC 7946"),
    Format(".csv", "Table (CSV)", "itinerary, corridors, legs, nodes or sources"),
)
"""What can be exported."""


def format_of(path: Path) -> Format:
    """The format that a file name asks for.

    Raises
    ------
    ExportError
        When there is none for its extension; the message lists what there is.
    """
    for known in FORMATS:
        if path.suffix.lower() == known.suffix:
            return known
    offered = "; ".join(f"{known.suffix} ({known.words})" for known in FORMATS)
    what = f"nothing is known about “{path.suffix}” files" if path.suffix else "the name has no extension"
    raise ExportError(f"{path}: {what}. Choose one of: {offered}.")


def write_export(path: Path, order: Order) -> None:
    """Write one file in the format of its extension; the old file stays until the new one is whole.

    Raises
    ------
    ExportError
        When there is no such format, an option makes no sense, or the file cannot be written there.
    ExportCancelled
        When `order.progress` said stop.
    DataError
        When the packaged geometry is missing or damaged.
    """
    write_atomic(path, content_of(path, order))


def content_of(path: Path, order: Order) -> bytes:
    """What `write_export` writes to this path; only its extension counts.

    Raises
    ------
    ExportError
        When there is no such format, or an option makes no sense.
    ExportCancelled
        When `order.progress` said stop.
    DataError
        When the packaged geometry is missing or damaged.
    """
    return _WRITERS[format_of(path).suffix](order)


def brief_for(order: Order) -> Brief:
    """The storyboard, answered; without scenes the one answer of the order."""
    from explorer.housestyle.brief import brief_of, brief_of_results

    if order.storyboard.scenes:
        return brief_of(order.network, order.storyboard, order.created)
    return brief_of_results(order.network, order.results, order.created)


def _geojson(order: Order) -> bytes:
    from explorer.io.geodata import load_geometry
    from explorer.io.geojson import geojson_text

    created = None if order.created is None else order.created.isoformat(timespec="seconds")
    return geojson_text(order.network, load_geometry(), order.results, created).encode()


def _csv(order: Order) -> bytes:
    from explorer.io.csv_tables import TABLES, table_text

    if order.table not in TABLES:
        raise ExportError(f"There is no table “{order.table}”. Choose one of {', '.join(TABLES)}.")
    return table_text(order.network, order.results, order.table).encode()


def _html(order: Order) -> bytes:
    from explorer.io.geodata import load_geometry
    from explorer.webmap.standalone import story_page

    return story_page(brief_for(order), load_geometry(), order.language).encode()


def _pptx(order: Order) -> bytes:
    from explorer.figures.slides import deck
    from explorer.io.basemap import load_basemap
    from explorer.io.geodata import load_geometry

    return deck(brief_for(order), load_geometry(), load_basemap(), order.progress)


def _paper(suffix: str, order: Order) -> bytes:
    from explorer.figures.paper import Paper, PaperKind, PaperOrder, document_with_faults
    from explorer.io.basemap import load_basemap
    from explorer.io.geodata import load_geometry

    papers = {paper.value: paper for paper in Paper}
    if order.paper.lower() not in papers:
        raise ExportError(f"There is no paper “{order.paper}”. Choose one of {', '.join(papers)}.")
    asked = PaperOrder(
        kind=PaperKind(suffix.removeprefix(".")),
        paper=papers[order.paper.lower()],
        dpi=order.dpi,
        language=order.language,
        scene=order.scene,
    )
    made = document_with_faults(brief_for(order), load_geometry(), load_basemap(), asked, order.progress)
    for words in made.faults:
        order.warn(words)
    return made.content


_WRITERS: Mapping[str, Callable[[Order], bytes]] = MappingProxyType(
    {
        ".pdf": partial(_paper, ".pdf"),
        ".pptx": _pptx,
        ".html": _html,
        ".svg": partial(_paper, ".svg"),
        ".png": partial(_paper, ".png"),
        ".geojson": _geojson,
        ".csv": _csv,
    }
)
