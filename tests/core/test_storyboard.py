"""Laws of storyboards: scenes move, double and go like the items of a plain list, and keep their ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.itinerary import Trip
from explorer.core.known import has_subject, is_target, known_scene
from explorer.core.scenario import Scenario
from explorer.core.storyboard import SUBJECT_KINDS, Figure, FigureKind, Scene, Storyboard
from tests.network_fixture import small_network

NETWORK = small_network()
TRIP = Trip("chengdu", "berlin")

_ids = st.lists(
    st.one_of(st.text(min_size=1, max_size=8), st.integers(1, 9).map("scene-{}".format)),
    unique=True,
    max_size=8,
)
_places = st.integers(-3, 12)


def board(ids: list[str]) -> Storyboard:
    return Storyboard(
        "Title", tuple(Scene(scene_id, Scenario(), TRIP, f"Title {scene_id}") for scene_id in ids)
    )


def ids_of(storyboard: Storyboard) -> list[str]:
    return [scene.id for scene in storyboard]


@given(ids=_ids, place=_places, data=st.data())
def test_a_moved_scene_stands_where_it_was_put_and_the_others_keep_their_order(
    ids: list[str], place: int, data: st.DataObject
) -> None:
    if not ids:
        assert board(ids).with_moved("x", place) == board(ids)
        return
    moved = data.draw(st.sampled_from(ids))
    after = board(ids).with_moved(moved, place)
    found = ids_of(after)
    assert found.index(moved) == max(0, min(place, len(ids) - 1))
    assert [scene_id for scene_id in found if scene_id != moved] == [i for i in ids if i != moved]
    assert after.with_moved(moved, ids.index(moved)) == board(ids)


@given(ids=_ids, data=st.data())
def test_a_duplicate_stands_behind_its_scene_and_differs_by_its_id_only(
    ids: list[str], data: st.DataObject
) -> None:
    if not ids:
        return
    chosen = data.draw(st.sampled_from(ids))
    after = board(ids).with_duplicate(chosen)
    place = ids.index(chosen)
    copy = after.scenes[place + 1]
    assert copy.id not in ids
    assert (copy.title, copy.scenario, copy.trip) == (f"Title {chosen}", Scenario(), TRIP)
    assert after.without(copy.id) == board(ids)


@given(ids=_ids, gone=st.text(max_size=8))
def test_deleting_a_scene_leaves_the_others_and_one_that_is_not_there_leaves_all(
    ids: list[str], gone: str
) -> None:
    assert ids_of(board(ids).without(gone)) == [scene_id for scene_id in ids if scene_id != gone]


@given(ids=_ids, behind=st.text(max_size=8))
def test_a_free_id_is_free_and_a_new_scene_stands_behind_another_or_last(ids: list[str], behind: str) -> None:
    before = board(ids)
    scene = Scene(before.free_id(), Scenario(), TRIP)
    assert scene.id not in ids
    after = before.with_scene(scene, behind)
    place = ids.index(behind) + 1 if behind in ids else len(ids)
    assert ids_of(after) == [*ids[:place], scene.id, *ids[place:]]
    with pytest.raises(ValueError, match="already"):
        after.with_scene(scene)


@given(ids=_ids, title=st.text(max_size=20))
def test_changing_a_scene_changes_that_scene_only(ids: list[str], title: str) -> None:
    for place, scene_id in enumerate(ids):
        changed = Scene(scene_id, Scenario(), TRIP, title)
        after = board(ids).with_changed(changed)
        assert after.scenes[place] == changed
        assert after.scenes[:place] + after.scenes[place + 1 :] == (
            board(ids).scenes[:place] + board(ids).scenes[place + 1 :]
        )
    assert board(ids).with_changed(Scene("not there", Scenario(), TRIP)) == board(ids)


@given(st.sampled_from(FigureKind), st.text(max_size=12))
def test_a_figure_reads_back_as_it_was_written(kind: FigureKind, subject: str) -> None:
    figure = Figure(kind, subject)
    is_sound = bool(subject) == (kind in SUBJECT_KINDS)
    assert Figure.parse(str(figure)) == (figure if is_sound else None)


@pytest.mark.parametrize(
    "text", ["", "days:", "days:cku", "claim", "claim:", ":", "Days", " km", "range:x:y"]
)
def test_what_is_no_figure_is_none(text: str) -> None:
    assert Figure.parse(text) is None


def test_a_scene_that_this_data_lacks_parts_of_is_shown_without_them_and_told() -> None:
    scene = Scene(
        "one",
        Scenario().with_closure("frontier").with_closure("sunken-port").with_opened("no-link"),
        Trip("chengdu", "berlin", ("nowhere",)),
        figures=(
            Figure(FigureKind.DAYS),
            Figure(FigureKind.CLAIM, "zz9"),
            Figure(FigureKind.REPORTED_KM, "short"),
        ),
        highlights=("frontier", "northern", "country:pl", "atlantis"),
        source_ids=("atlas", "no-source"),
    )
    shown, words = known_scene(NETWORK, scene)
    assert shown is not None
    assert [closure.target for closure in shown.scenario.closures] == ["frontier"]
    assert shown.scenario.opened == ()
    assert shown.trip.via_ids == ()
    assert [figure.kind for figure in shown.figures] == [FigureKind.DAYS, FigureKind.REPORTED_KM]
    assert shown.highlights == ("frontier", "northern", "country:pl")
    assert "no-source" not in shown.source_ids
    for gone in ("sunken-port", "no-link", "nowhere", "zz9", "atlantis", "no-source"):
        assert sum(gone in word for word in words) == 1, gone


def test_a_scene_whose_ends_are_gone_cannot_be_shown_and_says_which() -> None:
    shown, words = known_scene(NETWORK, Scene("one", Scenario(), Trip("chengdu", "atlantis")))
    assert shown is None
    assert any("atlantis" in word for word in words)


def test_a_scene_that_is_known_whole_comes_back_as_it_is() -> None:
    scene = Scene("one", Scenario().with_closure("frontier"), TRIP, highlights=("chengdu--gate-east",))
    assert known_scene(NETWORK, scene) == (scene, ())


def test_targets_and_subjects_are_those_of_the_network() -> None:
    assert all(is_target(NETWORK, target) for target in ("berlin", "northern", "country:kz", "plain--haven"))
    assert not is_target(NETWORK, "country:zz")
    assert has_subject(NETWORK, Figure(FigureKind.MODELLED_DAYS, "short"))
    assert not has_subject(NETWORK, Figure(FigureKind.EVENT_DAYS, "e99"))
