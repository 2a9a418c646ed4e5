"""What README.md shows works as it is written there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from explorer.cli import main

README = Path(__file__).parents[2] / "README.md"
TEXT = README.read_text(encoding="utf-8") if README.is_file() else ""
COMMANDS = [line for line in TEXT.splitlines() if line.startswith("corridor-explorer ")]


def test_readme_shows_commands() -> None:
    assert len(COMMANDS) >= 5


@pytest.mark.parametrize("line", [line for line in COMMANDS if " check " not in line])
def test_commands_of_the_readme_answer(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line, comments=True)[1:]
    assert main(words) == 0
    assert capsys.readouterr().out


def test_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"(?s)```python\n(.*?)```", TEXT)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102
    assert "Saving(" in capsys.readouterr().out


def test_links_of_the_readme_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", TEXT)
    local = [target for target in targets if not target.startswith("http") and not target.endswith(".png")]
    assert [target for target in local if not (README.parent / target).exists()] == []
