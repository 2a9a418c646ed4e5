"""Two screens as Qt has them: a process of its own, since a test run has one only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SCREENS = [("laptop", 0, 1440, 900), ("projector", 1440, 1920, 1080)]

PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
app.setStyle("Fusion")
from explorer.core.itinerary import Trip
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene, Storyboard
from explorer.ui.session import Session
from explorer.ui.settings import Settings
from explorer.ui.theme import load_fonts
from explorer.ui.window import MainWindow
from tests.network_fixture import small_geometry, small_network
from tests.ui.fake_map import FakeMap

load_fonts()
session, trip = Session(small_network(), small_geometry()), Trip("chengdu", "berlin")
session.load(Scenario(), trip, None, Storyboard("", (Scene("a", Scenario(), trip, "A"),)))
window = MainWindow(session, Settings(Path(sys.argv[1])), FakeMap())
window.start((1200, 800))
window.move(60, 40)
view = window.presenting.view

def where(part):
    return [part.screen().name(), *part.geometry().getRect()]

def look():
    app.processEvents()
    return {"window": where(window), "view": where(view) if view.isVisible() else None,
            "is_full": window.isFullScreen(), "is_maximized": window.isMaximized()}

told = [look()]
for act in (window.presenting.start, window.presenting.swap_screens, window.presenting.end,
            window.showMaximized, window.presenting.start, window.presenting.end, window.showNormal):
    act()
    told.append(look())
print(json.dumps(told))
session.undo_stack.setClean()
window.close()
"""


def test_the_window_goes_to_the_projector_and_comes_back_where_it_was(tmp_path: Path) -> None:
    screens = [
        {"name": name, "x": x, "y": 0, "width": width, "height": height, "dpr": 1}
        | {"logicalDpi": 96, "logicalBaseDpi": 96}
        for name, x, width, height in SCREENS
    ]
    setup = {"synchronousWindowSystemEvents": True, "windowFrameMargins": False, "screens": screens}
    (tmp_path / "screens.json").write_text(json.dumps(setup), encoding="utf-8")
    environment = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens.json'}"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "settings.ini")],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=Path(__file__).parents[2],
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    before, show, swapped, after, large, show_again, large_again, normal = json.loads(done.stdout)
    laptop, projector = ["laptop", 0, 0, 1440, 900], ["projector", 1440, 0, 1920, 1080]
    assert before["window"] == ["laptop", 60, 40, 1200, 800]
    assert (show["window"], show["view"], show["is_full"]) == (projector, laptop, True)
    assert (swapped["window"], swapped["view"], swapped["is_full"]) == (laptop, projector, True)
    assert after == before
    assert large["is_maximized"]
    # Swapped as it was left: who turned the screens round meant it.
    assert show_again["window"] == laptop
    assert large_again == large
    assert normal == before
