"""How long a presentation has been running. No Qt."""

from __future__ import annotations

from collections.abc import Callable


class Stopwatch:
    """Runs from its making; `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept_s = 0.0
        self._since: float | None = clock()

    @property
    def is_paused(self) -> bool:
        """Whether it stands still."""
        return self._since is None

    @property
    def elapsed_s(self) -> float:
        """Seconds since the start, without pauses."""
        return self._kept_s + (0.0 if self._since is None else self._clock() - self._since)

    def toggle(self) -> None:
        """Pause, or go on."""
        if self._since is None:
            self._since = self._clock()
        else:
            self._kept_s = self.elapsed_s
            self._since = None

    def reset(self) -> None:
        """Start again from zero; a paused one stays paused."""
        self._kept_s = 0.0
        if self._since is not None:
            self._since = self._clock()


def clock_words(seconds: float) -> str:
    """`4:07`, `1:02:09`."""
    whole = max(0, int(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
