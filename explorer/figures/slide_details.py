"""What stands behind a scene, on slides of the appendix: the journey as a table, the corridors as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from explorer.core.itinerary import Ride
from explorer.core.network import Network
from explorer.core.results import Results
from explorer.figures.slide_colours import PALETTE
from explorer.figures.slide_shapes import Box, Drawing
from explorer.figures.slide_table import Column, Row
from explorer.housestyle.corridor_rows import StripRow, strip_rows
from explorer.housestyle.format import days, days_range, days_shown, km, list_words
from explorer.housestyle.key_figures import ESTIMATE, publisher
from explorer.housestyle.letters import one_line
from explorer.housestyle.steps import RowKind, StepRow, step_rows
from explorer.housestyle.wording import mode_words, short_of

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.slide import Slide

ITINERARY_COLUMNS: Final = (
    Column("Day", 0.55, is_figure=True),
    Column("Place or ride", 1.75),
    Column("What happens", 1.65),
    Column("km", 0.7, is_figure=True),
    Column("Days", 0.6, is_figure=True),
    Column("Best–worst", 1.05, is_figure=True),
    Column("Source", 2.1),
)
MAX_ROWS: Final = 24
"""Rows of a table that can be read on one slide."""

MAX_CORRIDORS: Final = 12


def itinerary_rows(network: Network, results: Results) -> tuple[Row, ...]:
    """The journey as rows: places bold, rides between them, totals last. Empty where there is no way."""
    itinerary = results.itinerary
    if itinerary is None:
        return ()
    steps = step_rows(network, itinerary)
    rides = iter(itinerary.rides)
    rows = []
    for step in steps:
        merged = [next(rides) for _ in step.ids] if step.kind is RowKind.RIDE else []
        rows.append(_ride_cells(network, step, merged) if merged else _stop_cells(network, step, steps))
    total = (
        days(itinerary.transit_days.typical),
        "Total",
        f"{days(itinerary.moving_days.typical)} d moving",
        km(itinerary.distance_km),
        days(itinerary.transit_days.typical),
        days_range(itinerary.transit_days),
        "",
    )
    return (*rows, Row(total, strong=frozenset(range(len(total))), ground=PALETTE.selected))


def _stop_cells(network: Network, step: StepRow, steps: Sequence[StepRow]) -> Row:
    """A place: its name bold, and what happens there."""
    at_ends = "departure" if step is steps[0] else "arrival" if step is steps[-1] else ""
    cells = (days(step.day), step.title, step.detail or at_ends, "", *_taken(network, step))
    return Row(cells, strong=frozenset({1}))


def _ride_cells(network: Network, step: StepRow, rides: Sequence[Ride]) -> Row:
    """A ride: where to, by what, how far."""
    length = sum(ride.length_km for ride in rides)
    by = mode_words(rides[0].mode)
    gauge = step.detail.partition(" · ")[2]
    what = ", ".join(part for part in (f"new {by}" if step.is_new else by, gauge) if part)
    target = f"to {short_of(network, rides[-1].to_id)}"
    cells = (days(step.day), target, what, km(length), *_taken(network, step))
    return Row(cells, colour=PALETTE.new_text if step.is_new else PALETTE.text_secondary)


def _taken(network: Network, step: StepRow) -> tuple[str, str, str]:
    """Days, from best to worst, and where they come from; empty where no time passes."""
    if not step.days.high:
        return "", "", ""
    names = dict.fromkeys(publisher(network, key) for key in step.source_ids if key)
    source = list_words(sorted(names, key=lambda name: name == ESTIMATE), 1)
    return days_shown(step.days.typical), days_range(step.days), source


def parts_of(rows: Sequence[Row], most: int = MAX_ROWS) -> list[Sequence[Row]]:
    """Rows in parts of nearly the same length, none longer than `most`."""
    number = max(1, -(-len(rows) // most))
    cuts = [round(len(rows) * part / number) for part in range(number + 1)]
    return [rows[first:last] for first, last in pairwise(cuts)]


# ---------------------------------------------------------------- corridors


def chart_rows(network: Network, results: Results) -> tuple[StripRow, ...]:
    """The corridors worth a bar: those with days, now or before. None where there is nothing to compare."""
    rows = strip_rows(network, results)
    bars = [row for row in rows if row.now_value is not None or row.baseline_value is not None]
    return tuple(bars[:MAX_CORRIDORS]) if len(bars) > 1 else ()


def category(row: StripRow) -> str:
    """What stands beside the bars: the corridor, and why it has no bar for now."""
    if row.now_value is not None:
        return one_line(row.name)
    return one_line(f"{row.name}: {row.now_days} {row.note}")


def chart_sentence(rows: Sequence[StripRow]) -> str:
    """The chart read aloud."""
    return "Typical days by corridor. " + " ".join(f"{row.sentence}." for row in rows)


def add_corridor_chart(slide: Slide, drawing: Drawing, rows: Sequence[StripRow], results: Results) -> None:
    """Put a native bar chart on a slide: typical days of each corridor, baseline beside scenario."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Emu

    make_data: Any = CategoryChartData
    data = make_data(number_format="0.0")
    data.categories = [category(row) for row in rows]
    data.add_series("Baseline", [_tenth(row.baseline_value) for row in rows])
    if not results.scenario.is_empty:
        data.add_series("Scenario", [_tenth(row.now_value) for row in rows])
    box = chart_box(len(rows))
    left, top, width, height = Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height)
    frame: Any = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, left, top, width, height, data)
    drawing.reserve(frame.shape_id)
    frame.name = drawing.free_name("Corridors, typical days")
    frame._element.nvGraphicFramePr.cNvPr.set("descr", one_line(chart_sentence(rows)))
    _dress(frame.chart, with_scenario=not results.scenario.is_empty)


CHART_LEFT, CHART_TOP, CHART_WIDTH, CHART_HEIGHT = 8.75, 1.81, 4.1, 4.99


def chart_box(rows: int) -> Box:
    """Where the chart stands; low for few corridors, so that bars don't swell."""
    return Box.inches(CHART_LEFT, CHART_TOP, CHART_WIDTH, min(CHART_HEIGHT, 0.8 + 0.52 * rows))


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _dress(chart: Chart, *, with_scenario: bool) -> None:
    """House style: no axis, no grid; figures at the bars; fastest on top."""
    from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.util import Pt

    chart.font.size = Pt(10)
    chart.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    chart.has_title = False
    chart.has_legend = with_scenario
    if with_scenario and chart.legend is not None:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(11)
    categories, values = chart.category_axis, chart.value_axis
    categories.reverse_order = True
    categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.format.line.color.theme_color = MSO_THEME_COLOR.ACCENT_4
    values.visible = False
    values.has_major_gridlines = False
    values.minimum_scale = 0
    plot: Any = chart.plots[0]
    plot.gap_width, plot.overlap = 45, -5
    accents = (MSO_THEME_COLOR.ACCENT_4, MSO_THEME_COLOR.ACCENT_1)
    for series, colour in zip(plot.series, accents if with_scenario else accents[1:], strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = colour
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = "0.0", False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(10)
