#!/usr/bin/env bash
# Sets Corridor Explorer up where needed and starts it. `bash packaging/run.sh --help` says more.
set -euo pipefail

usage() {
    cat <<'TEXT'
bash packaging/run.sh [FILE | COMMAND ...]

Sets Corridor Explorer up in this folder (.venv) if that is not done yet, and opens its window.
Whatever stands behind run.sh goes to the program:

    bash packaging/run.sh                        the window
    bash packaging/run.sh my-scenario.corridor       the window with a scenario
    bash packaging/run.sh route xian duisburg    a command (they are listed by `run.sh help`)

On Debian and Ubuntu the system libraries that are missing are installed by apt (as root or with sudo);
elsewhere they are named. Python 3.11 or newer is needed; PYTHON=/path/to/python chooses one.

Without a display (a server, a container) the main job is done all the same: Xi'an - Duisburg with
Brest-Malaszewicze closed is answered, and out/ receives window.png, corridors.geojson and map.html.
TEXT
}

case ${1:-} in
    -h | --help)
        usage
        exit 0
        ;;
esac

# shellcheck source=packaging/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
set_up program
EXPLORER=$VENV/bin/corridor-explorer
if [ "${1:-}" = help ]; then exec "$EXPLORER" --help; fi

# wants_window ARGUMENT...: no command, a file or `gui` (but not its smoke run, which needs no display).
wants_window() {
    case " $* " in *" --smoke "* | *" --help "* | *" --version "*) return 1 ;; esac
    [ $# -eq 0 ] || [ "$1" = gui ] || [ -f "$1" ] || [[ $1 == --* ]]
}

# Sets DISPLAY_IS to: opengl, plain or none; NO_DISPLAY says why there is none.
look_at_display() {
    case ${QT_QPA_PLATFORM:-} in
        offscreen* | minimal*)
            DISPLAY_IS=none
            NO_DISPLAY="QT_QPA_PLATFORM is '$QT_QPA_PLATFORM', which shows no window."
            return
            ;;
    esac
    if [ "$(uname)" = Darwin ]; then
        DISPLAY_IS=opengl
        return
    fi
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        DISPLAY_IS=none
        NO_DISPLAY="There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
        return
    fi
    local code=0
    # In a shell of its own, which keeps the news of an aborted process to itself.
    (timeout 20 "$PY" "$PROJECT/packaging/probe_display.py"; exit $?) >/dev/null 2>&1 </dev/null || code=$?
    case $code in
        0) DISPLAY_IS=opengl ;;
        3) DISPLAY_IS=plain ;;
        *)
            DISPLAY_IS=none
            NO_DISPLAY="No window can be opened on the display '${WAYLAND_DISPLAY:-${DISPLAY:-}}'."
            ;;
    esac
}

open_window() {
    allow_root
    if [ "$DISPLAY_IS" = plain ]; then
        say "No OpenGL here: the processor draws the map, which is slower but complete." \
            "For OpenGL install a graphics driver (Debian, Ubuntu: libgl1-mesa-dri)."
        export QT_QUICK_BACKEND=software LIBGL_ALWAYS_SOFTWARE=1
        export QTWEBENGINE_CHROMIUM_FLAGS="${QTWEBENGINE_CHROMIUM_FLAGS:-} --disable-gpu"
    fi
    exec "$EXPLORER" "$@"
}

main_job() {
    say "$NO_DISPLAY" "To see the window, start this from a desktop session, or with 'ssh -X', or under Xvfb." \
        "Meanwhile the main job, without a window: Xi'an - Duisburg with Brest-Malaszewicze closed." ""
    export QT_QPA_PLATFORM=offscreen
    allow_root
    local what_if=(--close malaszewicze)
    mkdir -p "$PROJECT/out"
    cd "$PROJECT"
    "$EXPLORER" route xian duisburg "${what_if[@]}"
    "$EXPLORER" gui --smoke --screenshot out/window.png --from xian --to duisburg "${what_if[@]}"
    "$EXPLORER" export out/corridors.geojson --from xian --to duisburg "${what_if[@]}"
    "$EXPLORER" export out/map.html --from xian --to duisburg "${what_if[@]}"
    say "" "Written to $PROJECT/out: window.png (the window), corridors.geojson (the data), map.html (the map)."
}

if ! wants_window "$@"; then
    case " $* " in
        *" --smoke "*)
            export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-offscreen}"
            allow_root
            ;;
    esac
    exec "$EXPLORER" "$@"
fi
look_at_display
if [ "$DISPLAY_IS" != none ]; then open_window "$@"; fi
if [ $# -gt 0 ]; then
    stop "$NO_DISPLAY" "'$*' needs one. Without a display these work:" \
        "    bash packaging/run.sh route xian duisburg --close malaszewicze" \
        "    bash packaging/run.sh gui --smoke --screenshot window.png"
fi
main_job
