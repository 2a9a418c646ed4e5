"""The page's messages: checked, never trusted."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import MessageError
from explorer.webmap import messages
from explorer.webmap.messages import parse


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ({"type": "opened"}, messages.Opened()),
        ({"type": "drawn", "elapsed_ms": 12.5}, messages.Drawn(12.5)),
        ({"type": "clicked", "kind": "node", "id": "brest"}, messages.Clicked("node", "brest")),
        ({"type": "clicked", "kind": "", "id": ""}, messages.Clicked("", "")),
        ({"type": "toggle", "kind": "leg", "id": "a--b"}, messages.ToggleRequested("leg", "a--b")),
        ({"type": "hovered", "kind": "node", "id": "x"}, messages.Hovered("node", "x")),
        ({"type": "settled", "count": 3, "labels": 40}, messages.Settled(3, 40)),
        ({"type": "link", "url": "https://example.org"}, messages.LinkClicked("https://example.org")),
        ({"type": "failed", "text": "no"}, messages.Failed("no")),
        ({"type": "layers", "layers": {"rivers": False}}, messages.LayersChanged((("rivers", False),))),
        (
            {"type": "menu", "kind": "country", "id": "country:ru", "x": 1, "y": 2, "lon": 60, "lat": 61.5},
            messages.MenuRequested("country", "country:ru", 1.0, 2.0, 60.0, 61.5),
        ),
        (
            {"type": "view", "west": -8, "south": 20, "east": 190, "north": 70, "zoom": 3.25},
            messages.ViewChanged(-8.0, 20.0, 190.0, 70.0, 3.25),
        ),
        (
            {"type": "moving", "lon": 60, "lat": 45.5, "zoom": 4.25, "flies": True},
            messages.Moving(60.0, 45.5, 4.25, True),
        ),
    ],
)
def test_a_message_is_read(raw: dict[str, object], message: messages.Message) -> None:
    assert parse(json.dumps(raw)) == message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        '"clicked"',
        "{}",
        '{"type": "eval", "text": "1"}',
        '{"type": "clicked", "kind": "window", "id": "x"}',
        '{"type": "clicked", "kind": "node"}',
        '{"type": "clicked", "kind": "node", "id": 7}',
        '{"type": "drawn", "elapsed_ms": true}',
        '{"type": "moving", "lon": 60, "lat": 45, "zoom": 4, "flies": 1}',
        '{"type": "moving", "lon": 60, "lat": 45, "flies": false}',
        '{"type": "drawn", "elapsed_ms": NaN}',
        '{"type": "layers", "layers": {"rivers": "no"}}',
        "[" * 3000,
        "x" * 5000,
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(MessageError):
        parse(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(MessageError):
        parse(text)


@pytest.mark.parametrize("number", ["1" + "0" * 400, "1e400", "-1e400", "NaN"])
def test_a_number_beyond_all_bounds_is_refused(number: str) -> None:
    with pytest.raises(MessageError):
        messages.parse(f'{{"type": "drawn", "elapsed_ms": {number}}}')
