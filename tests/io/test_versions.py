"""Earlier versions: kept whole, thinned out with age, safe from a clock that goes backwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from explorer.io.versions import MOST, folder_of, keep_version, versions_of, worth_keeping

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DOCUMENT = Path("/somewhere/Poland.corridor")

ages = st.lists(st.floats(-3 * 86_400, 500 * 86_400), max_size=150, unique=True)


@given(ages=ages)
def test_what_stays_follows_the_published_rule(ages: list[float]) -> None:
    moments = [NOW - timedelta(seconds=age) for age in ages]
    kept = worth_keeping(moments, NOW)
    for moment in moments:
        age = NOW - moment
        if age <= timedelta(hours=1):
            assert moment in kept
        elif age > timedelta(days=366):
            assert moment not in kept
        else:
            whole = (
                "%Y%m%d%H" if age <= timedelta(days=1) else "%Y%m%d" if age <= timedelta(days=31) else "%Y%m"
            )
            same = [m for m in kept if m.strftime(whole) == moment.strftime(whole)]
            assert same, "its hour, day or month is still there"
            assert max(same) >= moment


@given(ages=ages)
def test_thinning_out_twice_changes_nothing(ages: list[float]) -> None:
    once = worth_keeping([NOW - timedelta(seconds=age) for age in ages], NOW)
    assert worth_keeping(sorted(once), NOW) == once


@given(count=st.integers(MOST, MOST + 40))
def test_a_storm_of_versions_is_bounded(count: int) -> None:
    assert len(worth_keeping([NOW - timedelta(seconds=k) for k in range(count)], NOW)) <= MOST


def test_a_version_is_kept_once_and_read_back(tmp_path: Path) -> None:
    first = keep_version(tmp_path, DOCUMENT, b"one", NOW)
    assert first is not None
    assert keep_version(tmp_path, DOCUMENT, b"one", NOW + timedelta(minutes=5)) is None
    second = keep_version(tmp_path, DOCUMENT, b"two", NOW + timedelta(minutes=9))
    assert [version.path.read_bytes() for version in versions_of(tmp_path, DOCUMENT)] == [b"two", b"one"]
    assert second is not None


def test_a_clock_that_goes_back_loses_no_version(tmp_path: Path) -> None:
    keep_version(tmp_path, DOCUMENT, b"later by the old clock", NOW + timedelta(hours=9))
    keep_version(tmp_path, DOCUMENT, b"after it went back", NOW)
    assert len(versions_of(tmp_path, DOCUMENT)) == 2


def test_documents_of_one_name_in_two_folders_are_kept_apart(tmp_path: Path) -> None:
    assert folder_of(tmp_path, Path("/a/x.corridor")) != folder_of(tmp_path, Path("/b/x.corridor"))
    hostile = folder_of(tmp_path, Path("/a/..\u202e<b>|x.corridor"))
    assert hostile.parent == tmp_path


def test_files_that_are_no_versions_are_left_alone(tmp_path: Path) -> None:
    keep_version(tmp_path, None, b"one", NOW)
    other = folder_of(tmp_path, None) / "notes.corridor"
    other.write_bytes(b"mine")
    keep_version(tmp_path, None, b"two", NOW + timedelta(days=400))
    assert other.read_bytes() == b"mine"
    assert [version.path.read_bytes() for version in versions_of(tmp_path, None)] == [b"two"]
