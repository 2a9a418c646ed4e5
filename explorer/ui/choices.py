"""What Ctrl+K offers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from explorer.core.network import COUNTRY_PREFIX
from explorer.housestyle.countries import country_name
from explorer.housestyle.wording import event_title, kind_words, short_link_name
from explorer.ui.actions import Actions
from explorer.ui.commandbox import Choice
from explorer.ui.edits import Edits
from explorer.ui.session import Session


def choices(actions: Actions, session: Session, edits: Edits, show: Callable[[str], None]) -> list[Choice]:
    """Commands first, then closures, new links, past closures, and every place to be shown."""
    found = [
        Choice(
            action.text().replace("&", ""), action.shortcut().toString(), action.trigger, action.statusTip()
        )
        for action in actions
        if action.isEnabled()
    ]
    return (
        found
        + _links(session, edits)
        + _events(session, edits)
        + _countries(session, edits)
        + _places(session, edits, show)
    )


def live_choices(session: Session, edits: Edits) -> list[Choice]:
    """What can be changed before an audience: new links, past closures, countries and places."""
    toggled = _places(session, edits, edits.toggle)[len(session.network.nodes) :]
    return _links(session, edits) + _events(session, edits) + _countries(session, edits) + toggled


def _links(session: Session, edits: Edits) -> list[Choice]:
    scenario = session.scenario
    rows = []
    for link in session.network.new_links.values():
        verb = "Drop" if link.id in scenario.opened else "Open"
        short = short_link_name(link)
        rows.append(
            Choice(f"{verb} {link.name}", "new link", partial(edits.toggle, link.id), f"{link.id} {short}")
        )
    return rows


def _events(session: Session, edits: Edits) -> list[Choice]:
    applied = {closure.event_id for closure in session.scenario.closures}
    rows = []
    for event in session.network.events.values():
        if not event.closes:
            continue
        title = f"{event_title(event)}, {event.start[:4]}"
        if event.id in applied:
            rows.append(
                Choice(f"Reopen {title}", "past closure", partial(edits.drop_event, event.id), event.name)
            )
        else:
            rows.append(
                Choice(
                    f"Apply {title}", "past closure", partial(edits.apply_event, event.id, None), event.name
                )
            )
    return rows


def _countries(session: Session, edits: Edits) -> list[Choice]:
    rows = []
    for code in session.network.countries():
        target = COUNTRY_PREFIX + code
        verb = "Reopen" if session.scenario.is_closed(target) else "Close"
        rows.append(Choice(f"{verb} {country_name(code)}", "country", partial(edits.toggle, target), code))
    return rows


def _places(session: Session, edits: Edits, show: Callable[[str], None]) -> list[Choice]:
    shown, toggled = [], []
    for node in session.network.nodes.values():
        names = " ".join((node.id, *node.names.values()))
        kind = f"{kind_words(node.kind)}, {country_name(node.country)}"
        verb = "Reopen" if session.scenario.is_closed(node.id) else "Close"
        shown.append(Choice(f"Show {node.name}", kind, partial(show, node.id), names))
        toggled.append(Choice(f"{verb} {node.name}", kind, partial(edits.toggle, node.id), names))
    return shown + toggled
