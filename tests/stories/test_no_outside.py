"""A whole session opens no connection to anywhere: seen at the sockets, not at the page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.ui, pytest.mark.slow]

_OUTSIDE = re.compile(r"(?:connect|sendto|sendmsg|sendmmsg|bind)\(.*AF_INET")


def _traced(tmp_path: Path, *command: str) -> tuple[int, list[str]]:
    """Run a command under strace: its exit code, and every system call that reaches out to an address."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    log = tmp_path / "calls.log"
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
    }
    calls = "trace=connect,sendto,sendmsg,sendmmsg,bind"
    done = subprocess.run(
        ["strace", "-f", "--seccomp-bpf", "-qq", "-e", calls, "-o", str(log), sys.executable, *command],
        env=environment, check=False, capture_output=True, timeout=170,
    )  # fmt: skip
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    if not lines:
        pytest.skip("strace may not trace here")
    return done.returncode, [line for line in lines if _OUTSIDE.search(line)]


def test_the_tracing_itself_sees_a_connection(tmp_path: Path) -> None:
    program = "import socket; s = socket.socket(); s.settimeout(1); s.connect_ex(('127.0.0.1', 9))"
    _, found = _traced(tmp_path, "-c", program)
    assert found


def test_start_to_picture_opens_no_connection(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    code, found = _traced(tmp_path, "-m", "explorer", "gui", "--smoke", "--screenshot", str(picture))
    assert code == 0
    assert picture.stat().st_size > 20_000
    assert found == []
