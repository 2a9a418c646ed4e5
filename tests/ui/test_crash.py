"""What happens when something breaks: work is safe first, then words, and nothing personal in the report."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from explorer.errors import ExportError
from explorer.ui import crash
from explorer.ui.crash import CrashGuard, FaultLog, impersonal, report


def _fault() -> tuple[type[BaseException], BaseException]:
    error = ValueError("no 7 in /home/minister/Secret plans/poland.corridor")
    return ValueError, error


def test_the_work_is_saved_before_anything_is_said(
    qapp: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    class Dialog(QDialog):
        def __init__(self, *words: object) -> None:
            super().__init__()
            told.append(f"said: {words[1]}")

        def exec(self) -> int:
            return 0

    monkeypatch.setattr(crash, "FaultDialog", Dialog)
    guard = CrashGuard(is_silent=False)
    guard.save = lambda: told.append("saved")
    guard.catch(*_fault(), None)
    assert told[0] == "saved"
    assert "every edit is in the journal" in told[1]
    guard.catch(ExportError, ExportError("The disk is full. Free some space."), None)
    assert told[-1] == "said: The disk is full. Free some space."


def test_a_report_names_modules_and_versions_but_no_folder_or_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "minister")
    try:
        FaultLog(None)  # type: ignore[arg-type]
    except TypeError as error:
        text = report(type(error), error, error.__traceback__)
    assert "explorer/ui/crash.py" in text
    assert "Python 3." in text
    assert str(Path(__file__).parent) not in text
    kind, error = _fault()
    assert "minister" not in report(kind, error, None)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ('File "/home/ann/x/explorer/core/cut.py", line 3', 'File "explorer/core/cut.py", line 3'),
        (r'File "C:\Users\Ann\explorer\core\cut.py", line 3', r'File "explorer\core\cut.py", line 3'),
        ('File "/usr/lib/python3.11/json/decoder.py", line 3', 'File "decoder.py", line 3'),
        ("at https://example.org/a/b stays", "at https://example.org/a/b stays"),
        ("12 km/h and/or 3", "12 km/h and/or 3"),
    ],
)
def test_paths_are_cut_to_what_helps(text: str, clean: str) -> None:
    assert impersonal(text) == clean


def test_a_crash_below_python_is_told_at_the_next_start(tmp_path: Path) -> None:
    program = (
        "import sys, faulthandler; from pathlib import Path; from explorer.ui.crash import FaultLog;"
        f"FaultLog(Path({str(tmp_path)!r})).begin(); faulthandler._sigsegv()"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert done.returncode != 0
    log = FaultLog(tmp_path)
    assert "Segmentation fault" in log.left()
    log.begin()
    assert log.left() == ""
    assert FaultLog(tmp_path).left() == ""
    log.finish()
    assert list(tmp_path.iterdir()) == []
