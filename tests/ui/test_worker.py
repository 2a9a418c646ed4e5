"""Work beside the window: answers, failures, stopping, stale answers, a process that dies."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest
from pytestqt.qtbot import QtBot

from explorer.core.itinerary import Trip
from explorer.core.network import Network
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.errors import ExportError
from explorer.ui.worker import Failure, Worker
from explorer.ui.worker_process import Steps
from tests.network_fixture import small_network

LONG_MS = 60_000


@dataclass(frozen=True, slots=True)
class Shout:
    words: str

    def run(self, steps: Steps) -> bytes:
        print("noise of a library")  # noqa: T201
        return self.words.upper().encode()


@dataclass(frozen=True, slots=True)
class CountSlowly:
    """Counts to `total`, 20 ms each."""

    total: int
    is_deaf: bool = False

    def run(self, steps: Steps) -> bytes:
        for number in range(self.total):
            if not steps.progress(number, self.total) and not self.is_deaf:
                raise ExportError("stopped by itself")
            time.sleep(0.02)
        return b"counted"


@dataclass(frozen=True, slots=True)
class WriteSlowly:
    path: Path

    def run(self, steps: Steps) -> bytes:
        steps.commit()
        time.sleep(0.5)
        self.path.write_text("whole")
        return b"written"


@dataclass(frozen=True, slots=True)
class Refuse:
    def run(self, steps: Steps) -> bytes:
        raise ExportError("There is no such paper. Choose another.")


@dataclass(frozen=True, slots=True)
class Break:
    def run(self, steps: Steps) -> bytes:
        raise ZeroDivisionError("nobody foresaw this")


@dataclass(frozen=True, slots=True)
class Die:
    def run(self, steps: Steps) -> bytes:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(5)
        return b""


@dataclass(frozen=True, slots=True)
class Read:
    network: Network

    def run(self, steps: Steps) -> bytes:
        trip = Trip("chengdu", "berlin")
        here, there = (resolve(network, Scenario(), trip) for network in (self.network, small_network()))
        return str(here == there and self.network.legs == small_network().legs).encode()


class Heard:
    """What a worker told, in order."""

    def __init__(self) -> None:
        self.done: list[bytes] = []
        self.failed: list[Failure] = []
        self.steps: list[tuple[int, int]] = []

    def count(self, done: int, total: int) -> None:
        self.steps.append((done, total))


@pytest.fixture
def worker(qapp: object) -> Generator[Worker]:
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def heard() -> Heard:
    return Heard()


def test_an_answer_comes_back_whatever_the_job_prints(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    worker.run(Shout("aktau"), heard.done.append)
    qtbot.waitUntil(lambda: bool(heard.done), timeout=LONG_MS)
    assert heard.done == [b"AKTAU"]


def test_jobs_are_done_one_after_the_other(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    for words in ("a", "b", "c"):
        worker.run(Shout(words), heard.done.append)
    qtbot.waitUntil(lambda: len(heard.done) == 3, timeout=LONG_MS)
    assert heard.done == [b"A", b"B", b"C"]


def test_progress_is_told_while_it_works(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    worker.run(CountSlowly(5), heard.done.append, heard.failed.append, heard.count)
    qtbot.waitUntil(lambda: bool(heard.done), timeout=LONG_MS)
    assert heard.steps == [(number, 5) for number in range(5)]


def test_a_refusal_comes_back_in_its_words(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    worker.run(Refuse(), heard.done.append, heard.failed.append)
    worker.run(Shout("still here"), heard.done.append)
    qtbot.waitUntil(lambda: bool(heard.done), timeout=LONG_MS)
    assert heard.failed == [Failure("There is no such paper. Choose another.")]


@pytest.mark.parametrize("job", [Break(), Die()])
def test_a_process_that_dies_is_told_and_another_takes_over(
    worker: Worker, heard: Heard, qtbot: QtBot, job: Break | Die
) -> None:
    worker.run(job, heard.done.append, heard.failed.append)
    worker.run(Shout("next"), heard.done.append, heard.failed.append)
    qtbot.waitUntil(lambda: bool(heard.done), timeout=LONG_MS)
    assert heard.done == [b"NEXT"]
    (failure,) = heard.failed
    assert "Traceback" not in failure.words
    assert not failure.is_cancelled
    assert ("nobody foresaw this" in failure.details) == isinstance(job, Break)


@pytest.mark.parametrize("is_deaf", [False, True])
def test_a_job_that_is_stopped_ends_whether_it_listens_or_not(
    worker: Worker, heard: Heard, qtbot: QtBot, is_deaf: bool
) -> None:
    ticket = worker.run(CountSlowly(2000, is_deaf), heard.done.append, heard.failed.append, heard.count)
    qtbot.waitUntil(lambda: bool(heard.steps), timeout=LONG_MS)
    if not is_deaf:
        worker._grace.setInterval(LONG_MS)
    worker.stop(ticket)
    qtbot.waitUntil(lambda: bool(heard.failed), timeout=LONG_MS)
    worker.run(Shout("next"), heard.done.append)
    qtbot.waitUntil(lambda: bool(heard.done), timeout=LONG_MS)
    assert heard.done == [b"NEXT"]
    assert heard.failed[0].is_cancelled == is_deaf


def test_a_job_that_waits_can_be_stopped_too(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    worker.run(CountSlowly(10), heard.done.append)
    ticket = worker.run(Shout("never"), heard.done.append, heard.failed.append)
    worker.stop(ticket)
    assert heard.failed[0].is_cancelled
    qtbot.waitUntil(lambda: bool(heard.done), timeout=LONG_MS)
    assert heard.done == [b"counted"]


def test_nobody_hears_of_a_job_that_was_dropped(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    first = worker.run(CountSlowly(2000), heard.done.append, heard.failed.append, heard.count)
    second = worker.run(Shout("stale"), heard.done.append, heard.failed.append)
    worker.drop(second)
    qtbot.waitUntil(lambda: bool(heard.steps), timeout=LONG_MS)
    worker.drop(first)
    told = len(heard.steps)
    worker.run(Shout("fresh"), heard.done.append, heard.failed.append)
    qtbot.waitUntil(lambda: bool(heard.done), timeout=LONG_MS)
    assert heard.done == [b"FRESH"]
    assert heard.failed == []
    assert len(heard.steps) == told


def test_a_file_that_is_being_written_is_finished_when_the_program_ends(
    worker: Worker, heard: Heard, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    ticket = worker.run(WriteSlowly(path), heard.done.append, heard.failed.append)
    qtbot.waitUntil(lambda: worker._tasks[0].is_committing, timeout=LONG_MS)
    worker.stop(ticket)
    worker.close()
    assert path.read_text() == "whole"
    assert not worker.is_running


def test_once_closed_nothing_is_begun(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    worker.close()
    worker.run(Shout("late"), heard.done.append, heard.failed.append)
    assert not worker.is_running
    qtbot.wait(50)
    assert heard.done == heard.failed == []


def test_closing_ends_a_long_job_at_once(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    worker.run(CountSlowly(5000, is_deaf=True), heard.done.append, heard.failed.append, heard.count)
    qtbot.waitUntil(lambda: bool(heard.steps), timeout=LONG_MS)
    started = time.monotonic()
    worker.close()
    assert time.monotonic() - started < 2
    assert heard.done == heard.failed == []


def test_a_network_is_carried_over_whole(worker: Worker, heard: Heard, qtbot: QtBot) -> None:
    worker.run(Read(small_network()), heard.done.append, heard.failed.append)
    qtbot.waitUntil(lambda: bool(heard.done or heard.failed), timeout=LONG_MS)
    assert heard.done == [b"True"]
    assert isinstance(small_network().nodes, MappingProxyType)


def test_a_python_that_cannot_be_started_is_told(
    worker: Worker, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    worker.run(Shout("never"), heard.done.append, heard.failed.append)
    qtbot.waitUntil(lambda: bool(heard.failed), timeout=LONG_MS)
    assert "could not be started" in heard.failed[0].words
