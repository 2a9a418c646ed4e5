"""`python -m tests.fuzz`: coverage-guided fuzzing of every parser, each in a process of its own with limits.

Needs atheris (`pip install --group pyproject.toml:fuzz`). A case over 2 s, a process over 500 MB, or
any error but the parser's own ends the run with 1 and leaves the input in tests/failed/.
"""
# ruff: noqa: T201

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FAILED = Path(__file__).parents[1] / "failed"
SECONDS, MEGABYTES, LONGEST = 2, 500, 20_000


def main() -> int:
    """Fuzz the targets that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="names of parsers (all)")
    parser.add_argument("--cases", type=int, default=100_000, help="how many cases each (100000)")
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return _inside(options.inside, options.cases, options.seed)
    from tests.fuzz.targets import targets

    unknown = set(options.targets) - set(targets())
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(targets())}")
    worst = 0
    print(f"{'parser':16} {'cases':>8} {'seconds':>8}  result")
    for name in options.targets or targets():
        started = time.monotonic()
        command = [sys.executable, "-m", "tests.fuzz", "--inside", name]
        command += ["--cases", str(options.cases), "--seed", str(options.seed)]
        FAILED.mkdir(exist_ok=True)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        result = "only its own error" if done.returncode == 0 else f"FAILED, exit {done.returncode}"
        print(f"{name:16} {options.cases:8} {time.monotonic() - started:8.1f}  {result}", flush=True)
        if done.returncode:
            worst = 1
            print(done.stdout[-3000:], done.stderr[-6000:])
    return worst


def _inside(name: str, cases: int, seed: int) -> int:
    """One target, in this process: does not return when libFuzzer ends it."""
    import atheris

    with atheris.instrument_imports(include=["explorer"]):
        from tests.fuzz.targets import targets

    FAILED.mkdir(exist_ok=True)
    target = targets()[name]

    def one(content: bytes) -> None:
        with contextlib.suppress(*target.errors):
            target.run(content)

    with tempfile.TemporaryDirectory() as corpus:
        for number, content in enumerate(target.seeds):
            (Path(corpus) / str(number)).write_bytes(content)
        arguments = [
            sys.argv[0],
            corpus,
            f"-runs={cases}",
            f"-seed={seed}",
            f"-timeout={SECONDS}",
            f"-rss_limit_mb={MEGABYTES}",
            f"-max_len={LONGEST}",
            f"-artifact_prefix={FAILED}/{name}-",
            "-print_final_stats=1",
        ]
        atheris.Setup(arguments, one)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
