from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from explorer import cli
from explorer.cli import command_first, main
from explorer.cli.talking import ProgressLine
from explorer.core.itinerary import Objective, Trip
from explorer.core.results import resolve
from explorer.core.scenario import Scenario
from explorer.core.storyboard import Scene, Storyboard
from explorer.io import geodata
from explorer.io.answer_json import route_to_json
from explorer.io.scenario_file import write_scenario
from tests.io.schemas import assert_valid
from tests.network_fixture import small_geometry, small_network

NETWORK = small_network()
Run = Callable[..., tuple[int, str, str]]
TRIP = ("chengdu", "berlin")


@pytest.fixture(autouse=True)
def packaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geodata, "load_network", lambda directory=None: NETWORK)
    monkeypatch.setattr(geodata, "load_geometry", lambda directory=None: small_geometry())
    monkeypatch.delenv("EXPLORER_DEBUG", raising=False)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return call


def answered(run: Run, *words: str, code: int = 0) -> dict[str, Any]:
    found, out, _ = run(*words, "--json")
    assert found == code
    document: dict[str, Any] = json.loads(out)
    return document


def test_route_answers_by_the_contract(run: Run) -> None:
    document = answered(run, "route", *TRIP)
    assert_valid(document, "route-1")
    assert document["itinerary"] == document["baseline"]
    assert document["saving"] == {"km": 0.0, "days": 0.0}
    rides = [step for step in document["itinerary"]["steps"] if step["kind"] == "ride"]
    assert sum(ride["length_km"] for ride in rides) == pytest.approx(document["itinerary"]["distance_km"])
    days = sum(step["days"]["high"] for step in document["itinerary"]["steps"])
    assert days == pytest.approx(document["itinerary"]["transit_days"]["high"])


def test_the_command_line_says_what_python_says(run: Run) -> None:
    scenario = Scenario(month=9).with_closure("frontier").with_opened("short")
    expected = route_to_json(NETWORK, resolve(NETWORK, scenario, Trip(*TRIP)))
    words = ("--close", "frontier", "--open", "short", "--month", "9")
    assert answered(run, "route", *TRIP, *words) == json.loads(json.dumps(expected))


def test_places_are_named_in_any_language(run: Run) -> None:
    assert answered(run, "route", "成都", "BERLIN")["trip"]["origin"] == "chengdu"


def test_closing_by_id_name_leg_country_and_event(run: Run) -> None:
    for word in ("frontier", "Малашевиче", "plain--frontier", "country:PL"):
        document = answered(run, "route", *TRIP, "--close", word)
        assert "frontier" not in document["itinerary"]["node_ids"]
        assert document["saving"]["days"] < 0
    document = answered(run, "route", *TRIP, "--event", "E01")
    assert document["scenario"]["closures"] == [
        {"target": "frontier", "from_day": None, "to_day": None, "event": "e01"}
    ]


def test_reported_stands_beside_modelled(run: Run) -> None:
    link = answered(run, "route", *TRIP, "--open", "short")["new_links"][0]
    assert link["reported"] == {"km": 900.0, "days_low": 7.0, "days_high": 8.0, "sources": ["bulletin"]}
    assert link["modelled"]["km"] > 0


def test_trip_options_reach_the_answer(run: Run) -> None:
    words = (
        "--via",
        "quay",
        "--objective",
        "km",
        "--modes",
        "rail, ferry",
        "--alternatives",
        "1",
        "--year",
        "2030",
    )
    document = answered(run, "route", *TRIP, *words)
    assert document["trip"] == {
        "origin": "chengdu",
        "destination": "berlin",
        "vias": ["quay"],
        "objective": "km",
        "modes": ["ferry", "rail"],
        "alternatives": 1,
    }
    assert document["scenario"]["year"] == 2030
    assert len(document["alternatives"]) <= 1


def test_no_route_is_three_and_the_json_still_comes(run: Run) -> None:
    document = answered(run, "route", *TRIP, "--close", "berlin", code=3)
    assert_valid(document, "route-1")
    assert document["itinerary"] is None
    assert document["saving"] is None
    assert document["no_route"]["cut"] == ["berlin"]
    assert document["no_route"]["cheapest_reopening"] == "berlin"
    assert run("route", *TRIP, "--close", "berlin")[0] == 3
    assert "No route" in run("route", *TRIP, "--close", "berlin")[1]


def test_places_that_nothing_joins_are_no_route(run: Run) -> None:
    document = answered(run, "route", "berlin", "isle", code=3)
    assert document["no_route"]["cut"] == []
    assert document["no_route"]["cheapest_reopening"] is None


def test_compare_answers_by_its_schema(run: Run) -> None:
    document = answered(run, "compare", *TRIP, "--close", "frontier")
    assert_valid(document, "compare-1")
    assert {row["id"]: row["state"] for row in document["corridors"]}["northern"] == "closed"
    assert "closed by" in run("compare", *TRIP, "--close", "frontier")[1]


@pytest.mark.parametrize("what", cli.LISTS)
def test_lists_come_as_tables_and_as_json(run: Run, what: str) -> None:
    document = answered(run, what, "--close", "frontier")
    assert_valid(document, "lists-1")
    assert document["schema"] == f"corridor-explorer/{what}/1"
    code, out, _ = run(what)
    assert code == 0
    assert len(out.splitlines()) == 1 + len(document[what])


def test_lists_show_the_scenario(run: Run) -> None:
    nodes = {row["id"]: row["status"] for row in answered(run, "nodes", "--close", "country:kz")["nodes"]}
    assert nodes["quay"] == "closed"
    assert nodes["berlin"] == "open"
    assert answered(run, "links", "--year", "2031")["links"][0]["is_open"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("route", "chengdu", "Berln"), "Nearest: Berlin, DE (berlin)"),
        (("route", "chengdu", "Springfield"), "2 places"),
        (("route", "berlin", "berlin"), "two different places"),
        (("route", *TRIP, "--close", "frontir"), "Nearest: Małaszewicze-Frontier"),
        (("route", *TRIP, "--close", "steppe--plan"), "Legs: steppe--plain"),
        (("route", *TRIP, "--close", "country:zz"), "Countries: "),
        (("route", *TRIP, "--open", "shrt"), "Nearest: short"),
        (("route", *TRIP, "--event", "e02"), "closed nothing"),
        (("route", *TRIP, "--event", "nonsense"), "corridor-explorer events"),
        (("route", *TRIP, "--via", "atlantis"), "no place"),
        (("route", *TRIP, "--month", "13"), "month 13"),
        (("route", *TRIP, "--year", "1066"), "year 1066"),
        (("route", *TRIP, "--year", "soon"), "no whole number"),
        (("route", *TRIP, "--modes", "balloon"), "no mode “balloon”"),
        (("route", *TRIP, "--modes", ","), "No mode is named"),
        (("route", *TRIP, "--objective", "beauty"), "invalid choice"),
        (("route", *TRIP, "--alternatives", "77"), "between 0 and 9"),
        (("route", *TRIP, "--scenario", "/no/such.corridor"), "no such file"),
        (("route", "chengdu"), "--help"),
        (("route", *TRIP, "--nonsense"), "--nonsense"),
        (("export", "a.docx"), ".geojson"),
        (("export", "/no/such/folder/a.csv", "--from", "chengdu", "--to", "berlin"), "folder does not exist"),
        (("gui", "--screenshot", "a.png"), "--smoke"),
        (("gui", "--size", "huge"), "no size"),
    ],
)
def test_bad_input_is_two_and_one_clear_message(run: Run, words: tuple[str, ...], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.startswith("corridor-explorer: ")
    assert len(err.splitlines()) == 1


def test_a_scenario_file_is_where_the_options_start(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.corridor"
    write_scenario(
        path, Scenario(month=9).with_closure("quay"), Trip("chengdu", "haven", ("steppe",)), NETWORK
    )
    document = answered(run, "route", *TRIP, "--scenario", str(path), "--close", "frontier")
    assert [closure["target"] for closure in document["scenario"]["closures"]] == ["quay", "frontier"]
    assert document["scenario"]["month"] == 9
    assert document["trip"]["destination"] == "berlin"
    assert document["trip"]["vias"] == []


def test_what_a_scenario_file_names_in_vain_is_told(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.corridor"
    scenario = {"closures": [{"target": "atlantis"}]}
    path.write_text(json.dumps({"schema": "corridor-explorer/scenario/1", "scenario": scenario}))
    code, _, err = run("route", *TRIP, "--scenario", str(path))
    assert code == 0
    assert "atlantis" in err


def test_export_writes_the_trip_of_the_scenario_file(run: Run, tmp_path: Path) -> None:
    path, out = tmp_path / "a.corridor", tmp_path / "a.geojson"
    write_scenario(path, Scenario(), Trip("chengdu", "haven", ("steppe",)), NETWORK)
    document = answered(run, "export", str(out), "--scenario", str(path), "--reproducible")
    assert document["bytes"] == out.stat().st_size
    exported = json.loads(out.read_text(encoding="utf-8"))
    assert exported["metadata"]["trip"]["vias"] == ["steppe"]
    assert "created" not in exported["metadata"]
    assert run("check", str(out))[0] == 0


def test_export_to_csv_and_back_again(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "legs.csv"
    words = ("export", str(out), "--table", "legs", "--from", "chengdu", "--to", "berlin")
    assert run(*words)[0] == run(*words)[0] == 0
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1 + len(NETWORK.legs)


def test_check_names_every_fault_and_file(run: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.corridor", tmp_path / "bad.corridor"
    write_scenario(good, Scenario(), None, NETWORK)
    bad.write_text('{"schema": "corridor-explorer/scenario/1", "scenario": {"year": 1, "month": "May"}}')
    code, out, _ = run("check", str(good), str(bad))
    assert code == 2
    assert f"{good}: sound" in out
    assert f"{bad}: scenario.year" in out
    assert f"{bad}: scenario.month" in out
    document = json.loads(run("check", str(good), str(bad), "--json")[1])
    assert [row["is_sound"] for row in document["files"]] == [True, False]


def test_the_text_answer_holds_figures_causes_and_sources(run: Run) -> None:
    code, out, _ = run("route", *TRIP, "--close", "frontier", "--open", "short")
    assert code == 0
    for words in (
        "km",
        "days",
        "est.",
        "atlas",
        "change of gauge",
        "against the baseline",
        "reported 900 km",
    ):
        assert words in out


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ([], ["gui"]),
        (["a.corridor"], ["gui", "a.corridor"]),
        (["--close", "route", "a.corridor"], ["gui", "--close", "route", "a.corridor"]),
        (["--close", "x", "route", "a", "b"], ["route", "--close", "x", "a", "b"]),
        (["--json", "nodes"], ["nodes", "--json"]),
        (["--version"], ["--version"]),
    ],
)
def test_the_window_is_the_default_command(typed: list[str], command: list[str]) -> None:
    assert command_first(typed) == command


def test_version_and_help_are_answers(run: Run) -> None:
    assert run("--version")[:1] == (0,)
    code, out, _ = run("--help")
    assert code == 0
    assert "Exit codes" in out


def test_the_objectives_offered_are_those_the_core_knows() -> None:
    assert {objective.value for objective in Objective} == set(cli.OBJECTIVES)


def test_no_display_says_what_works_without_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    code, _, err = run()
    assert code == 1
    assert "no display" in err
    assert "--smoke" in err


def test_a_missing_window_toolkit_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "explorer.ui.app", None)
    code, _, err = run("gui")
    assert code == 1
    assert "PySide6" in err


class _FakeWindow(ModuleType):
    """Stands for explorer.ui.app: keeps what it was asked and draws a picture of two bytes."""

    def __init__(self, code: int = 0) -> None:
        super().__init__("explorer.ui.app")
        self.asked: list[dict[str, Any]] = []
        self.code = code

    def GuiOptions(self, **options: Any) -> dict[str, Any]:  # noqa: N802
        return options

    def run_gui(self, options: dict[str, Any]) -> int:
        self.asked.append(options)
        if options["screenshot"] is not None and self.code == 0:
            options["screenshot"].write_bytes(b"ok")
        return self.code


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> _FakeWindow:
    fake = _FakeWindow()
    monkeypatch.setitem(sys.modules, "explorer.ui.app", fake)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return fake


def test_a_file_alone_is_left_to_the_window(run: Run, window: _FakeWindow, tmp_path: Path) -> None:
    path = tmp_path / "missing.corridor"
    assert run(str(path))[0] == run("--scenario", str(path), "--theme", "dark", "--size", "800x600")[0] == 0
    assert [options["file"] for options in window.asked] == [path, path]
    assert window.asked[0]["scenario"] is None
    assert (window.asked[1]["theme"], window.asked[1]["size"]) == ("dark", (800, 600))


def test_options_change_what_the_window_opens(run: Run, window: _FakeWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.corridor"
    write_scenario(path, Scenario().with_closure("quay"), Trip("chengdu", "haven"), NETWORK)
    assert run("gui", str(path), "--close", "frontier")[0] == 0
    (options,) = window.asked
    assert [closure.target for closure in options["scenario"].closures] == ["quay", "frontier"]
    assert options["trip"] == Trip("chengdu", "haven")


def test_a_story_is_opened_in_the_window_with_its_first_scene(
    run: Run, window: _FakeWindow, tmp_path: Path
) -> None:
    path = tmp_path / "a.corridor"
    scene = Scene("one", Scenario().with_closure("quay"), Trip("chengdu", "haven"), title="Quay shut")
    write_scenario(path, Scenario(), None, NETWORK, Storyboard("Two ports", (scene,)))
    assert run("gui", "--story", str(path))[0] == 0
    (options,) = window.asked
    assert options["storyboard"] == Storyboard("Two ports", (scene,))
    assert (options["scenario"], options["trip"]) == (scene.scenario, scene.trip)
    assert run("gui", "--story", str(path), "--close", "quay")[0] == 2
    write_scenario(path, Scenario(), None, NETWORK)
    code, _, err = run("gui", "--story", str(path))
    assert code == 2
    assert "no scenes" in err


def test_data_of_a_scene_are_those_of_its_question(run: Run, tmp_path: Path) -> None:
    path, out = tmp_path / "a.corridor", tmp_path / "a.geojson"
    scenes = (
        Scene("one", Scenario(), Trip(*TRIP)),
        Scene("two", Scenario().with_closure("quay"), Trip("chengdu", "haven")),
        Scene("three", Scenario(), Trip("atlantis", "haven")),
    )
    write_scenario(path, Scenario(), Trip(*TRIP), NETWORK, Storyboard("Ports", scenes))
    assert run("export", str(out), "--scenario", str(path), "--scene", "2")[0] == 0
    document = json.loads(out.read_text(encoding="utf-8"))
    assert document["metadata"]["trip"]["destination"] == "haven"
    assert [item["target"] for item in document["metadata"]["scenario"]["closures"]] == ["quay"]
    code, _, err = run("export", str(out), "--scenario", str(path), "--scene", "3")
    assert code == 2
    assert "This scene cannot be answered" in err
    assert json.loads(out.read_text(encoding="utf-8")) == document


def test_a_picture_is_taken_of_the_window(run: Run, window: _FakeWindow, tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    words = ("--picture", "window", "--from", "chengdu", "--to", "berlin", "--close", "quay")
    assert run("export", str(out), *words)[0] == 0
    assert out.read_bytes() == b"ok"
    assert window.asked[0]["smoke"] is True
    assert window.asked[0]["scenario"].is_closed("quay")


def test_a_picture_that_fails_leaves_the_old_one(run: Run, window: _FakeWindow, tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    out.write_bytes(b"old")
    window.code = 1
    words = ("--picture", "window", "--from", "chengdu", "--to", "berlin")
    assert run("export", str(out), *words)[0] == 2
    assert out.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "stopped"),
        (PermissionError(13, "Permission denied", "nodes.csv"), 1, "nodes.csv: Permission denied"),
        (OSError(28, "No space left on device"), 1, "No space left"),
        (ZeroDivisionError("oops"), 1, "Please report it"),
    ],
)
def test_whatever_breaks_ends_in_words(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, said: str
) -> None:
    def fail(directory: Path | None = None) -> None:
        raise error

    monkeypatch.setattr(geodata, "load_network", fail)
    found, _, err = run("route", *TRIP)
    assert found == code
    assert said in err
    assert len(err.splitlines()) == 1


def test_developers_can_see_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(directory: Path | None = None) -> None:
        raise ZeroDivisionError

    monkeypatch.setenv("EXPLORER_DEBUG", "1")
    monkeypatch.setattr(geodata, "load_network", fail)
    with pytest.raises(ZeroDivisionError):
        main(["route", *TRIP])


def test_progress_is_one_line_on_a_terminal_and_silent_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for is_terminal in (True, False):
        monkeypatch.setattr(sys.stderr, "isatty", lambda answer=is_terminal: answer)
        progress = ProgressLine()
        assert all(progress(done, 3) for done in range(4))
        progress.end()
        out, err = capsys.readouterr()
        assert out == ""
        assert ("2 of 3" in err) is is_terminal
        assert "\n" not in err
        assert (err == "") is not is_terminal
