"""Longer texts of the help windows, as HTML; every value from the data is escaped. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from explorer import __version__
from explorer.core.network import Claim, Network, NewLink, SavingClaim
from explorer.housestyle.format import reported_range, signed
from explorer.ui.actions import TABLE

ATTRIBUTIONS = (
    ("Railways and their lengths", "© OpenStreetMap contributors, Open Database License"),
    ("Land, borders, lakes, rivers", "Natural Earth, public domain"),
    ("Towns on the lines", "GeoNames, CC BY 4.0"),
    ("Sea ways", "SeaRoute network after Eurostat, Apache License 2.0"),
    ("Map", "Leaflet, BSD 2-Clause; folium, MIT"),
    ("Window", "Qt and PySide6, LGPL 3.0"),
    ("Fonts", "Source Sans 3, Source Serif 4, Noto Sans SC: SIL Open Font License 1.1"),
)

HOW_TO = (
    ("Ask", "Choose From and To in the bar on top: type a name in any language."),
    ("Close something", "Double-click a place or a line on the map, or use its switch on the left."),
    ("Reopen", "Double-click again, or use the arrow beside it under “Changed now”."),
    ("Repeat a past closure", "Apply it under “Past closures”: for good, or for its days from departure."),
    ("Open a new link", "Use its switch. The card shows what is reported beside what this trip gives."),
    ("See where a figure comes from", "Point at a step and click “source”, or select a place."),
    ("Compare", "The strip below lists every corridor for this trip, baseline against now."),
    (
        "Tell a story",
        "Ctrl+Shift+A keeps what you see as a scene; Ctrl+PgDown and Ctrl+PgUp go through them.",
    ),
    (
        "Before and after",
        "Ctrl+B puts the baseline, or a scene, beside what is shown now. What you close is seen at once.",
    ),
    (
        "Present",
        "F5 shows the scenes to an audience, Shift+F5 from this one. What you close live, R takes back.",
    ),
    (
        "Take the answer with you",
        "Ctrl+E makes a hand-out, slides to edit, one page for any browser, pictures or data; Ctrl+P prints.",
    ),
    (
        "Put it into a text or a table",
        "Edit copies figures, steps and corridors as cells, map and sheet as pictures.",
    ),
)


def source_html(network: Network, source_ids: Iterable[str]) -> str:
    """Sources with their addresses."""
    parts = []
    for source_id in dict.fromkeys(source_ids):
        source = network.sources.get(source_id)
        if source is None or source.kind == "estimate":
            parts.append("<p><b>Estimate</b><br>No source was found for this figure.</p>")
            continue
        link = f'<br><a href="{escape(source.url)}">{escape(source.url)}</a>' if _is_web(source.url) else ""
        parts.append(f"<p><b>{escape(source.title or source.id)}</b>{link}</p>")
    return "".join(dict.fromkeys(parts)) or "<p>No source is named.</p>"


def link_html(network: Network, link: NewLink) -> str:
    """What each source reports of a new link."""
    parts = [f"<p>{escape(link.description)}</p>"]
    if link.note:
        parts.append(f"<p>{escape(link.note)}</p>")
    parts += [_saving_html(network, claim) for claim in link.saving_claims]
    parts.append("<h3>Sources of the link itself</h3>" + source_html(network, link.source_ids))
    return "".join(parts)


def _saving_html(network: Network, claim: SavingClaim) -> str:
    km = "distance not said" if claim.saving_km is None else f"{signed(-claim.saving_km, 0)} km"
    when = f" ({claim.year})" if claim.year else ""
    ends = " – ".join(part for part in (claim.origin, claim.destination) if part)
    note = f"<br>{escape(claim.note)}" if claim.note else ""
    words = f"{km}, {reported_range(claim.days_low, claim.days_high)}"
    return f"<p><b>{escape(words)}</b>{when} · {escape(ends)}{note}</p>" + source_html(
        network, (claim.source_id,)
    )


def claims_html(network: Network) -> str:
    """The figures of the two articles, each with what other sources say."""
    rows = "".join(_claim_html(network, claim) for claim in network.claims)
    return f"<p>What the two starting articles say, and what independent sources say of it.</p>{rows}"


def _claim_html(network: Network, claim: Claim) -> str:
    value = " ".join(part for part in (claim.value, claim.unit) if part)
    best = f" Best value: <b>{escape(claim.best_value)}</b>." if claim.best_value else ""
    links = " ".join(_short_link(network, source_id) for source_id in claim.source_ids)
    return (
        f"<p><b>{escape(claim.claim)}</b><br>{escape(claim.subject)}: {escape(value)} · "
        f"<b>{escape(claim.verdict)}</b>.{best} {escape(claim.evidence)} {links}</p>"
    )


def _short_link(network: Network, source_id: str) -> str:
    source = network.sources.get(source_id)
    if source is None or not _is_web(source.url):
        return ""
    host = source.url.split("/")[2].removeprefix("www.")
    return f'<a href="{escape(source.url)}">{escape(host)}</a>'


def sources_html(network: Network, text: str = "") -> str:
    """All sources whose title or address holds a text."""
    typed = text.casefold()
    rows = []
    for source in network.sources.values():
        if source.kind == "estimate" or typed not in f"{source.title} {source.url}".casefold():
            continue
        link = f'<br><a href="{escape(source.url)}">{escape(source.url)}</a>' if _is_web(source.url) else ""
        rows.append(f"<p><b>{escape(source.title or source.id)}</b>{link}</p>")
    return f"<p>{len(rows)} sources</p>" + "".join(rows)


def help_html() -> str:
    """How-to, and the keyboard as the table of commands has it."""
    steps = "".join(f"<p><b>{escape(title)}.</b> {escape(words)}</p>" for title, words in HOW_TO)
    keys = "".join(
        f"<tr><td><b>{escape(entry.shortcut)}</b>&nbsp;&nbsp;</td>"
        f"<td>{escape(entry.text.replace('&', ''))}</td></tr>"
        for entry in TABLE
        if entry.shortcut
    )
    more = (
        "<tr><td><b>Space</b></td><td>Close or reopen the row in the tree</td></tr>"
        "<tr><td><b>Esc</b></td><td>Back: end presenting, clear the selection</td></tr>"
        "<tr><td><b>While presenting</b></td><td>→ ← Page keys Space: scenes · number, Enter: that scene ·"
        " Home End · R: back to the story · B or full stop: black · W: white · P: presenter view</td></tr>"
    )
    return f"<h2>How to</h2>{steps}<h2>Keyboard</h2><table cellspacing='4'>{keys}{more}</table>"


def about_html(network: Network | None) -> str:
    """Version, data and attributions."""
    data = (
        ""
        if network is None
        else f"<p>Data {escape(network.version)}: {len(network.nodes)} places, {len(network.legs)} legs.</p>"
    )
    rows = "".join(f"<p><b>{escape(what)}</b><br>{escape(who)}</p>" for what, who in ATTRIBUTIONS)
    return (
        f"<h2>Corridor Explorer {escape(__version__)}</h2>"
        "<p>Freight corridors between China and Europe, and what happens when one closes.</p>"
        f"{data}<p>Program: MIT License.</p>{rows}"
        "<p>Borders are drawn as in Natural Earth; disputed ones are dashed. The program takes no side.</p>"
    )


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))
