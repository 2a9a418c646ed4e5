"""A short budget of fuzzing in every run: seeds bent by chance. The long run is `python -m tests.fuzz`."""

from __future__ import annotations

import contextlib
import random
import time

import pytest

from tests.fuzz.targets import targets

CASES = 400
SLOWEST_S = 2.0
_PIECES = (
    b"\x00", b"\xff", b"{", b"}", b"[", b"]", b'"', b"\\", b"\n", b",", b":", b"-", b"1e999", b"NaN", b"null",
    b"9" * 400, b"\xed\xa0\x80", b"\xe2\x80\xae", b"<script>", b"{{7*7}}", b"[" * 60, b"true", b"0.1",
    b"\\ud800",
)  # fmt: skip


def bent(content: bytes, chance: random.Random) -> bytes:
    """A seed with a few pieces cut, doubled, put in or flipped."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(content))
        match chance.randrange(4):
            case 0:
                content = content[:at] + content[at + chance.randint(1, 12) :]
            case 1:
                content = content[:at] + chance.choice(_PIECES) + content[at:]
            case 2:
                content = content[:at] + content[at : at + 30] * chance.randint(1, 4) + content[at:]
            case _ if content:
                at = min(at, len(content) - 1)
                content = (
                    content[:at] + bytes((content[at] ^ (1 << chance.randrange(8)),)) + content[at + 1 :]
                )
    return content[:20_000]


@pytest.mark.parametrize("name", targets())
def test_only_the_parsers_own_error_ever_comes_out(name: str) -> None:
    target = targets()[name]
    chance = random.Random(name)
    for number in range(CASES):
        seed = target.seeds[number % len(target.seeds)]
        content = seed if number < len(target.seeds) else bent(seed, chance)
        started = time.monotonic()
        with contextlib.suppress(*target.errors):
            target.run(content)
        # Not a benchmark: a parser that hangs on some input is a fault, however fast the machine.
        assert time.monotonic() - started < SLOWEST_S, content
