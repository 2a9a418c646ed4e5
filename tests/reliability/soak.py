"""`python -m tests.reliability.soak`: thousands of random edits in the real window with the real map.

Edits, undo, redo, scenes, theme and language by chance. At every 100th step the answer must equal a fresh
computation. At the end: memory grown by less than 50 MB, no more page nodes, timers or threads than at first,
and a step no slower than 10 % above the start's. Figures are printed; 1 when one is missed.
"""
# ruff: noqa: T201

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

WARM_UP = 1_000
MEGABYTES, SLOWER = 50.0, 1.10
TIMEOUT_S = 60.0


def main() -> int:
    """Run it; the exit code says whether every figure was met."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.soak", description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20261124)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="soak-") as home:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = home
        return _soak(options.steps, random.Random(options.seed))


def _soak(steps: int, chance: random.Random) -> int:
    from explorer.ui import app as program

    codes: list[int] = []
    soaks: list[Soak] = []  # a timer does not keep the object of its slot
    real = program._open

    def begin(*arguments: Any) -> Any:
        from PySide6.QtCore import QTimer

        window = real(*arguments)
        window.map.set_motion(False)
        soaks.append(Soak(window, steps, chance, codes))
        QTimer.singleShot(1500, soaks[0].begin)
        return window

    program._open = begin  # type: ignore[assignment]
    program.run_gui(program.GuiOptions(size=(1280, 720)))
    return codes[0] if codes else 1


class Soak:
    """The steps, one after another in the event loop, and what is measured."""

    def __init__(self, window: Any, steps: int, chance: random.Random, codes: list[int]) -> None:
        self.window, self.steps, self.chance, self.codes = window, steps, chance, codes
        self.count = 0
        self.took: list[float] = []
        self.start: dict[str, float] = {}
        self.wrong: list[str] = []

    def begin(self) -> None:
        """Close the start page and go."""
        self.window.requests.escape()
        self._next()

    def _next(self) -> None:
        from PySide6.QtCore import QTimer

        if self.count == WARM_UP:
            self.start = self._measure()
        if self.count >= self.steps:
            self._finish()
            return
        self.count += 1
        before = time.process_time()
        try:
            self._deed()()
        except Exception:  # noqa: BLE001 - whatever it is, the run has failed
            traceback.print_exc()
            print(f"step {self.count} failed")
            self.codes.append(1)
            self._leave()
            return
        self.took.append(time.process_time() - before)
        if self.count % 100 == 0:
            self._compare()
        QTimer.singleShot(0, self._next)

    def _deed(self) -> Callable[[], object]:
        session, edits, chance = self.window.session, self.window.edits, self.chance
        targets = [*session.network.nodes, *session.network.legs]

        def toggle() -> None:
            target = chance.choice(targets)
            if target not in (session.trip.origin_id, session.trip.destination_id):
                edits.toggle(target)

        def reset_if_many() -> None:
            if len(session.scenario.closures) > 12:
                edits.reset()

        deeds: list[Callable[[], object]] = [toggle] * 6
        deeds += [session.undo_group.undo] * 4 + [session.undo_group.redo] * 2 + [reset_if_many] * 2
        deeds += [lambda: edits.set_date(2026, chance.randint(1, 12)), edits.swap]
        deeds += [lambda: edits.toggle(chance.choice(list(session.network.new_links)))]
        deeds += [self._scene, self._language, self._theme] if self.count % 10 == 0 else []
        return chance.choice(deeds)

    def _scene(self) -> None:
        session = self.window.session
        if len(session.storyboard) < 6:
            self.window.scene_edits.add()
        else:
            scene = self.chance.choice(session.storyboard.scenes)
            session.show_scene(scene.id)

    def _language(self) -> None:
        self.window.looks.choose_language(self.chance.choice(("en", "zh", "ru", "local")))

    def _theme(self) -> None:
        self.window.looks.choose_theme(self.chance.choice(("light", "dark")))

    def _compare(self) -> None:
        from explorer.core.results import resolve

        session = self.window.session
        if session.results != resolve(session.network, session.scenario, session.trip):
            self.wrong.append(f"step {self.count}: the answer shown is not the fresh one")
        if self.count % 1000 == 0:
            print(f"{self.count:6} steps, {_memory_mb():.0f} MB", flush=True)

    def _measure(self) -> dict[str, float]:
        from PySide6.QtCore import QObject, QTimer

        gc.collect()
        # Objects that wait to be deleted are deleted when the loop turns: the page's answer turns it.
        return {
            "page nodes": self._in_page("document.querySelectorAll('*').length"),
            "timers": float(len(self.window.findChildren(QTimer))),
            "objects": float(len(self.window.findChildren(QObject))),
            "threads": float(threading.active_count()),
            "threads of the process": float(len(list(Path("/proc/self/task").glob("*")))),
            "MB": _memory_mb(),
            "page MB": _memory_mb(self.window.map.page.renderProcessPid()),
        }

    def _in_page(self, expression: str) -> float:
        from PySide6.QtCore import QEventLoop

        loop, answers = QEventLoop(), []

        def take(answer: object) -> None:
            answers.append(answer)
            loop.quit()

        self.window.map.page.runJavaScript(f"JSON.stringify({expression})", take)
        loop.exec()
        return float(json.loads(str(answers[0])))

    def _finish(self) -> None:
        self.window.looks.choose_language("en")
        self.window.edits.reset()
        end = self._measure()
        tenth = max(1, (self.steps - WARM_UP) // 10)
        early, late = self.took[WARM_UP : WARM_UP + tenth], self.took[-tenth:]
        ratio = statistics.median(late) / statistics.median(early)
        print(f"{self.steps} steps; a step p50 {statistics.median(self.took) * 1000:.1f} ms")
        for name, value in self.start.items():
            print(f"{name:24} {value:10.0f} -> {end[name]:10.0f}")
        print(f"speed, last tenth against first: {ratio:.2f}")
        if end["MB"] - self.start["MB"] >= MEGABYTES:
            self.wrong.append("memory grew by 50 MB or more")
        if ratio > SLOWER:
            self.wrong.append("steps became more than 10 % slower")
        grown = [n for n in ("page nodes", "timers", "threads") if end[n] > self.start[n] * 1.1 + 2]
        self.wrong += [f"there are more {name}" for name in grown]
        print("\n".join(self.wrong) or "every 100th answer equals a fresh one; nothing grew")
        self.codes.append(1 if self.wrong else 0)
        self._leave()

    def _leave(self) -> None:
        from PySide6.QtCore import QCoreApplication

        self.window.session.undo_stack.setClean()
        self.window.close()
        QCoreApplication.exit(0)


def _memory_mb(process_id: int | None = None) -> float:
    """Resident memory in MB, of this process or another."""
    path = Path(f"/proc/{process_id or 'self'}/status")
    for line in path.read_text().splitlines():
        if line.startswith("VmRSS:"):
            return float(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    sys.exit(main())
