"""The real program with a robot at its mouse: edits, undoes, saves and exports by chance until it is killed.

`python -m tests.reliability.robot LOG DOCUMENTS SEED` writes a JSON line to LOG for what it found at
its start, one before and one after each deed; where the program's own data is comes from the environment.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from explorer.core.state import State
from explorer.core.storyboard import Scene
from explorer.io.scenario_json import scenario_to_json, trip_to_json
from explorer.io.storyboard_json import storyboard_to_json
from explorer.ui import app as program
from explorer.ui.recovery import RecoveryDialog
from explorer.ui.window import MainWindow

PAUSE_MS = 12


def digest(state: State) -> str:
    """A short name for a state."""
    document = [
        scenario_to_json(state.scenario),
        trip_to_json(state.trip),
        storyboard_to_json(state.storyboard),
    ]
    return hashlib.sha256(json.dumps(document).encode()).hexdigest()[:16]


class Robot(QObject):
    """Does one deed at each tick."""

    def __init__(self, window: MainWindow, log: Path, documents: Path, seed: int) -> None:
        super().__init__(window)
        self._window, self._documents = window, documents
        self._chance = random.Random(seed)
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._count = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._deed)
        QTimer.singleShot(0, self._begin)

    def _note(self, kind: str, **more: Any) -> None:
        session = self._window.session
        line = {
            "at": time.time(),
            "kind": kind,
            "state": digest(session.document),
            "index": session.undo_stack.index(),
            "is_modified": session.is_modified,
            "path": None if session.path is None else str(session.path),
            **more,
        }
        os.write(self._log, json.dumps(line).encode() + b"\n")

    def _begin(self) -> None:
        dialog = self._window.findChild(RecoveryDialog, "recovery_dialog")
        offered = None
        if dialog is not None:
            offered = dialog.rows.count()
            dialog.restore.click()
        self._note("started", offered=offered)
        self._timer.start(PAUSE_MS)

    def _deed(self) -> None:
        deeds = (self._toggle,) * 8 + (self._date,) * 3 + (self._undo,) * 4 + (self._redo,) * 2
        deeds += (self._add_scene, self._save, self._save, self._export)
        deed = self._chance.choice(deeds)
        self._count += 1
        self._note("begin", deed=deed.__name__)
        deed()
        self._note("end", deed=deed.__name__)

    def _toggle(self) -> None:
        session = self._window.session
        node = self._chance.choice(list(session.network.nodes.values()))
        if node.id not in (session.trip.origin_id, session.trip.destination_id):
            session.toggle_closed(node.id, node.name)

    def _date(self) -> None:
        session = self._window.session
        session.edit("Date", session.scenario.with_date(2026, self._chance.randint(1, 12)))

    def _undo(self) -> None:
        self._window.session.undo_group.undo()

    def _redo(self) -> None:
        self._window.session.undo_group.redo()

    def _add_scene(self) -> None:
        session = self._window.session
        board = session.storyboard
        if len(board) < 8:
            scene = Scene(board.free_id(), session.scenario, session.trip, f"Scene {self._count}")
            session.edit_storyboard("Add scene", board.with_scene(scene))

    def _save(self) -> None:
        self._window.files.save_path(self._documents / f"{self._chance.choice('ab')}.corridor")

    def _export(self) -> None:
        from explorer.export import Order, write_export

        session = self._window.session
        name = self._chance.choice(("out.geojson", "out.csv"))
        write_export(self._documents / name, Order(session.network, session.results, None))


def main(log: Path, documents: Path, seed: int) -> int:
    """Start the program as a user does, with the robot in it."""
    real = program._open

    def with_robot(*arguments: Any) -> Any:
        window = real(*arguments)
        assert isinstance(window, MainWindow)
        window.robot = Robot(window, log, documents, seed)  # type: ignore[attr-defined]
        return window

    program._open = with_robot  # type: ignore[assignment]
    code = program.run_gui(program.GuiOptions())
    QApplication.processEvents()
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
