#!/usr/bin/env bash
# Sets up as run.sh does, with the tools for checking, and runs every check. `bash packaging/test.sh --help` says more.
set -euo pipefail

usage() {
    cat <<'TEXT'
bash packaging/test.sh [--fast | --bench] [-- PYTEST ARGUMENTS]

Runs every check: ruff (rules and format), import contracts, mypy --strict, pytest. It stops at the first that
fails, with its exit code. No display is needed, and no internet once it is set up.

    --fast      leaves out the tests that need Qt
    --bench     runs only the benchmarks in tests/benchmarks and prints their figures
    -- ...      goes to pytest, for example  -- -k brest -x
TEXT
}

WHAT=all
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) usage && exit 0 ;;
        --fast) WHAT=fast ;;
        --bench) WHAT=bench ;;
        --) shift && break ;;
        *) usage >&2 && printf '\nUnknown option: %s\n' "$1" >&2 && exit 2 ;;
    esac
    shift
done

# shellcheck source=packaging/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
set_up checks
cd "$PROJECT"
export QT_QPA_PLATFORM=offscreen

# check NAME COMMAND...
check() {
    say "== $1"
    shift
    "$@" </dev/null
}

if [ "$WHAT" = bench ]; then
    [ -d tests/benchmarks ] || stop "There are no benchmarks: tests/benchmarks is missing."
    check benchmarks "$PY" -m pytest tests/benchmarks -q "$@"
    exit 0
fi

check "ruff: rules" "$PY" -m ruff check .
check "ruff: format" "$PY" -m ruff format --check .
check "import contracts" "$VENV/bin/lint-imports" --no-logo
check "mypy --strict" "$PY" -m mypy
if [ "$WHAT" = fast ]; then
    check "pytest, without Qt" "$PY" -m pytest -m "not ui" "$@"
else
    allow_root
    check pytest "$PY" -m pytest "$@"
fi
