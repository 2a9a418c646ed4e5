"""`python -m tests.reliability.kill`: ends the real program with SIGKILL at random moments.

Each round starts the program where the last one was killed. It must find its work again: the state of the
last deed that was noted more than `SECOND` before the kill, or a later one, with its undo steps; every file
in the documents' folder must be whole; every journal readable.
"""
# ruff: noqa: T201

from __future__ import annotations

import argparse
import contextlib
import csv
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from explorer.io.geodata import load_network
from explorer.io.journal import read_history
from explorer.io.scenario_file import read_scenario
from explorer.ui.journaling import SYNC_MS

SECOND = 1.0
LONGEST_S = 2.5
START_LIMIT_S = 60.0
ROOT = Path(__file__).parents[2]


def main() -> int:
    """Kill so many times; 1 when anything was lost or half-written."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability.kill", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261124)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    faults: list[str] = []
    deeds = exact = 0
    with tempfile.TemporaryDirectory(prefix="kill-") as folder:
        home = Path(folder)
        (home / "documents").mkdir()
        before: list[dict[str, Any]] = []
        previous_kill = 0.0
        for number in range(options.rounds + 1):
            log = home / f"{number}.log"
            is_last = number == options.rounds
            killed_at, code = _round(home, log, chance, is_last=is_last)
            notes = _notes(log)
            if not notes:
                said = (home / "words").read_text(encoding="utf-8", errors="replace")
                why = "no sign of it" if code is None else f"it ended by itself with {code}"
                faults.append(f"round {number}: the program did not start: {why}\n{said[-3000:]}")
                break
            if before:
                wrong = _lost(before, notes[0], previous_kill)
                exact += not wrong
                faults += [f"round {number}: {words}" for words in wrong]
            deeds += sum(note["kind"] == "end" for note in notes)
            faults += [f"round {number}: {words}" for words in _half_written(home)]
            before, previous_kill = notes, killed_at
            if number % 20 == 0 or faults:
                print(f"{number:4} kills, {deeds} deeds, {len(faults)} faults", flush=True)
            if len(faults) > 5:
                break
    print(f"{options.rounds} kills, {deeds} deeds done, found again {exact} times; syncs after {SYNC_MS} ms")
    print("\n".join(faults) or "nothing lost, no file half-written, no journal unreadable")
    return 1 if faults else 0


def _round(home: Path, log: Path, chance: random.Random, *, is_last: bool) -> tuple[float, int | None]:
    """Start, wait for the robot, let it work, kill. Returns when, and its exit code had it ended before."""
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, "-m", "tests.reliability.robot", str(log), str(home / "documents")]
    with (home / "words").open("ab") as words:
        process = subprocess.Popen(
            [*command, str(chance.randrange(2**31))], cwd=ROOT, env=environment, stdout=words, stderr=words,
            start_new_session=True,
        )  # fmt: skip
    limit = time.time() + START_LIMIT_S
    while time.time() < limit and not (log.exists() and log.stat().st_size) and process.poll() is None:
        time.sleep(0.02)
    time.sleep(0.2 if is_last else chance.uniform(0.0, LONGEST_S))
    at, code = time.time(), process.poll()
    # The whole group: the window's web processes go with it, as they would in a power cut.
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return at, code


def _notes(log: Path) -> list[dict[str, Any]]:
    if not log.exists():
        return []
    return [json.loads(line) for line in log.read_bytes().split(b"\n")[:-1]]


def _lost(before: list[dict[str, Any]], found: dict[str, Any], killed_at: float) -> list[str]:
    """What the next start did not find again."""
    old = [note for note in before if note["at"] < killed_at - SECOND] or before[:1]
    first = before.index(old[-1])
    allowed = before[first:]
    if any(note["state"] == found["state"] for note in allowed):
        return []
    last = before[-1]
    if last["kind"] == "begin":
        return []  # killed in the middle of a deed: its outcome was not noted, the journal may hold it
    if not last["is_modified"] and found["offered"] is None:
        return []  # all was saved: there is nothing to restore, the file is checked with the others
    return [f"{last['state']} (step {last['index']}) became {found['state']} (step {found['index']})"]


def _half_written(home: Path) -> list[str]:
    faults = []
    network = load_network()
    for path in sorted((home / "documents").iterdir()):
        try:
            if path.suffix == ".corridor":
                read_scenario(path, network)
            elif path.suffix == ".geojson":
                json.loads(path.read_bytes())
            elif path.suffix == ".csv":
                rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
                assert len({len(row) for row in rows}) == 1
        except Exception as error:  # noqa: BLE001 - whatever it is, the file is not whole
            faults.append(f"{path.name} is not whole: {error}")
    journals = home.glob("data/**/*.journal")
    return faults + [f"{path.name} cannot be read" for path in journals if read_history(path) is None]


if __name__ == "__main__":
    sys.exit(main())
