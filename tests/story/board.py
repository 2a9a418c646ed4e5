"""A storyboard with one scene of every sort, on the packaged network."""

from __future__ import annotations

from explorer.core.itinerary import Objective, Trip
from explorer.core.network import Mode, Network
from explorer.core.scenario import Closure, Scenario
from explorer.core.storyboard import Figure, FigureKind, Scene, Storyboard

BY_SEA = frozenset((Mode.SEA,))
XIAN_DUISBURG = Trip("xian", "duisburg")
SECRET = "Do not say that the minister asked for this."


def board(network: Network) -> Storyboard:
    event = network.events["e01"]
    repeated = Scenario().with_event("e01", event.closes)
    unable = Scenario().with_closure("country:ru").with_closure("aktau").with_opened("cku")
    no_way = Scenario().with_closure("duisburg").with_closure("country:kz")
    waiting = Scenario().with_event("e01", event.closes, event.days)
    return Storyboard(
        "What if Brest closes again?",
        (
            Scene(
                "today",
                Scenario(),
                XIAN_DUISBURG,
                "Today one border carries it",
                "Nearly every train crosses the border at Brest.",
                SECRET,
                figures=_figures(FigureKind.KM, FigureKind.DAYS, FigureKind.CORRIDORS_LEFT),
            ),
            Scene(
                "event",
                repeated,
                XIAN_DUISBURG,
                figures=(Figure(FigureKind.EVENT_DAYS, "e01"), *_figures(FigureKind.DAYS_CHANGE)),
                source_ids=event.source_ids,
            ),
            Scene("waiting", waiting, XIAN_DUISBURG),
            Scene(
                "around",
                unable,
                XIAN_DUISBURG,
                figures=(
                    *_figures(FigureKind.KM_CHANGE),
                    Figure(FigureKind.REPORTED_DAYS, "cku"),
                    Figure(FigureKind.MODELLED_DAYS, "cku"),
                ),
                highlights=("turkmenbashi", "country:az"),
            ),
            Scene("suez", Scenario().with_closure("suez-canal"), Trip("shanghai", "rotterdam", modes=BY_SEA)),
            Scene(
                "arctic",
                Scenario(month=9),
                Trip("ningbo-zhoushan", "rotterdam", objective=Objective.KM, modes=BY_SEA),
                figures=(*_figures(FigureKind.RANGE), Figure(FigureKind.CLAIM, network.claims[0].id)),
                view=(0.0, 10.0, 190.0, 80.0),
            ),
            Scene("cut", no_way, XIAN_DUISBURG),
            Scene("gone", Scenario(closures=(Closure("atlantis"),)), Trip("atlantis", "duisburg"), "Lost"),
        ),
    )


def _figures(*kinds: FigureKind) -> tuple[Figure, ...]:
    return tuple(Figure(kind) for kind in kinds)
