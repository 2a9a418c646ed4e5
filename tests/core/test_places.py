from __future__ import annotations

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.core.places import find_places, plain, resolve_place
from explorer.errors import PlaceError
from tests.network_fixture import small_network

NETWORK = small_network()


@pytest.mark.parametrize(
    ("typed", "node_id"),
    [
        ("berlin", "berlin"),
        ("BERLIN", "berlin"),
        ("柏林", "berlin"),
        ("чэнду", "chengdu"),
        ("Қақпа", "gate-west"),
        ("harbours end", "harbour"),
        ("Harbour’s End", "harbour"),
        ("malaszewicze frontier", "frontier"),
        ("MAŁASZEWICZE-FRONTIER", "frontier"),
        ("gate_east", "gate-east"),
    ],
)
def test_a_place_is_known_by_id_or_by_name_in_any_language(typed: str, node_id: str) -> None:
    assert resolve_place(NETWORK, typed) == node_id


def test_every_id_resolves_to_itself() -> None:
    assert [resolve_place(NETWORK, node_id) for node_id in NETWORK.nodes] == list(NETWORK.nodes)


def test_an_unknown_place_names_the_nearest() -> None:
    with pytest.raises(PlaceError, match="There is no place “Berln”") as caught:
        resolve_place(NETWORK, "Berln")
    assert caught.value.matches[0] == "berlin"
    assert "Berlin, DE (berlin)" in str(caught.value)


def test_an_ambiguous_name_names_all_it_fits() -> None:
    with pytest.raises(PlaceError, match="2 places") as caught:
        resolve_place(NETWORK, "springfield")
    assert caught.value.matches == ("springfield-1", "springfield-2")


@pytest.mark.parametrize("typed", ["", " ", "—", "''"])
def test_nothing_typed_is_no_place(typed: str) -> None:
    with pytest.raises(PlaceError):
        resolve_place(NETWORK, typed)
    assert find_places(NETWORK, typed) == ()


def test_completion_puts_beginnings_first_and_shows_the_spelling_that_fits() -> None:
    assert [match.id for match in find_places(NETWORK, "qua")][:2] == ["quay", "far-quay"]
    assert find_places(NETWORK, "成")[0].name == "Chengdu · 成都"
    assert len(find_places(NETWORK, "s", limit=2)) == 2


@given(st.text(max_size=40))
def test_any_text_finds_places_or_raises_its_own_error(typed: str) -> None:
    matches = find_places(NETWORK, typed)
    assert all(match.id in NETWORK.nodes and 0 < match.score <= 1 for match in matches)
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
    with contextlib.suppress(PlaceError):
        assert resolve_place(NETWORK, typed) in NETWORK.nodes


@given(st.text(max_size=40))
@example("\U0001d6a8")
def test_plain_text_stays_plain(typed: str) -> None:
    assert plain(plain(typed)) == plain(typed)
