# shellcheck shell=bash
# Set-up shared by run.sh and test.sh, which source it: Python, .venv, the libraries, the program.
# It works with bash 3.2 (macOS), reads nothing from standard input and speaks on standard error only.

PROJECT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=$PROJECT/.venv
PY=$VENV/bin/python
LOG=$VENV/set-up.log
NEEDED_MB=2500

# What is installed is what the project names, whatever else the caller's Python has on its path.
unset PYTHONHOME PYTHONPATH
export PYTHONNOUSERSITE=1 PIP_USER=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# say LINE...
say() { printf '%s\n' "$@" >&2; }

# stop LINE...: say what is wrong and what to do, and end with 2.
stop() {
    printf '%s\n' "$@" >&2
    exit 2
}

has_apt() { [ -f /etc/debian_version ] && command -v apt-get >/dev/null 2>&1; }

# as_root COMMAND...: by sudo where needed; asks for a password only if there is a terminal to ask on.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif ! command -v sudo >/dev/null 2>&1; then
        return 1
    elif [ -t 2 ]; then
        sudo "$@"
    else
        sudo -n "$@" 2>/dev/null
    fi
}

# apt_install PACKAGE...: installs them, or stops with the command to type.
apt_install() {
    local by_hand="apt-get update && apt-get install $*"
    [ "$(id -u)" = 0 ] || by_hand="sudo apt-get update && sudo apt-get install $*"
    say "Installing from the system's packages: $*"
    as_root apt-get -qq -o DPkg::Lock::Timeout=300 update </dev/null >/dev/null 2>&1 ||
        say "(apt-get update did not succeed; going on with the package lists that are there)"
    local package names="" record
    record=$(mktemp)
    for package in "$@"; do
        # Debian 13 and Ubuntu 24.04 renamed some libraries when time became 64 bits wide.
        if apt-cache show "${package}t64" >/dev/null 2>&1; then package=${package}t64; fi
        names="$names $package"
    done
    # shellcheck disable=SC2086  # package names hold no blanks
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 \
        -o Dpkg::Use-Pty=0 install --no-install-recommends $names </dev/null >"$record" 2>&1; then
        sed 's/^/    /' "$record" >&2
        stop "" "These system packages could not be installed here (are you allowed to, is the internet reachable?)." \
            "Please type this, then start again:" "" "    $by_hand"
    fi
    rm -f "$record"
}

python_version() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

makes_venvs() { "$1" -c 'import ensurepip, ssl, venv' >/dev/null 2>&1; }

# Sets FOUND to a Python that will do: one that makes environments if there is any; or to nothing.
look_for_python() {
    local name
    FOUND=""
    for name in ${PYTHON:+"$PYTHON"} python3.13 python3.12 python3.11 python3.14 python3 python; do
        # A name on the path may be an empty shim: only what answers counts.
        is_new_enough "$name" || continue
        if makes_venvs "$name"; then
            FOUND=$name
            return
        fi
        FOUND=${FOUND:-$name}
    done
}

# Sets FOUND, or stops with what to install.
find_python() {
    look_for_python
    if [ -z "$FOUND" ] && has_apt && ! command -v python3 >/dev/null 2>&1; then
        apt_install python3 python3-venv
        look_for_python
    fi
    if [ -z "$FOUND" ]; then
        local had="none was found" how="Install Python 3.12 from your system's packages or from python.org."
        if command -v python3 >/dev/null 2>&1; then had="the one here is $(python_version python3)"; fi
        if has_apt && apt-cache show python3.12-venv >/dev/null 2>&1; then
            how="Type:  sudo apt-get install python3.12 python3.12-venv"
        elif has_apt && apt-cache show python3.11-venv >/dev/null 2>&1; then
            how="Type:  sudo apt-get install python3.11 python3.11-venv"
        elif [ "$(uname)" = Darwin ]; then
            how="Type:  brew install python@3.12    (or get it from python.org)"
        fi
        stop "Corridor Explorer needs Python 3.11 or newer; $had." "$how" \
            "If a newer Python is there under another name:  PYTHON=/path/to/python bash packaging/run.sh"
    fi
    makes_venvs "$FOUND" && return
    local version
    version=$(python_version "$FOUND")
    if has_apt; then
        apt_install "python$version-venv"
        look_for_python
    fi
    makes_venvs "$FOUND" ||
        stop "Python $version is here, but without the modules 'venv', 'ensurepip' and 'ssl'." \
            "Install them (their package is often called python$version-venv), or a complete Python from python.org."
}

# A .venv that this Python cannot use, or that was made elsewhere and copied here, is made anew.
is_venv_sound() {
    [ -x "$PY" ] && is_new_enough "$PY" && "$PY" -c 'import pip' >/dev/null 2>&1 &&
        grep -qF "$VENV" "$VENV/pyvenv.cfg" "$VENV/bin/activate" 2>/dev/null
}

make_venv() {
    is_venv_sound && return
    find_python
    local free_kb
    free_kb=$(df -Pk "$PROJECT" | awk 'NR == 2 { print $4 }')
    if [ "${free_kb:-0}" -lt $((NEEDED_MB * 1024)) ]; then
        stop "The libraries need about $NEEDED_MB MB in $PROJECT; only $((free_kb / 1024)) MB are free." \
            "Please free some space, then start again."
    fi
    say "Making .venv with Python $(python_version "$FOUND") ..."
    "$FOUND" -m venv --clear "$VENV" >&2 ||
        stop "The environment could not be made in $VENV." "Is the folder yours to write in?"
}

# pip_install ARGUMENT...: exactly the versions in constraints.txt; the full record goes to the log.
pip_install() {
    if ! "$PY" -m pip install --progress-bar off -c "$PROJECT/packaging/constraints.txt" "$@" \
        </dev/null >>"$LOG" 2>&1; then
        say "" "pip could not install everything. What it said last:"
        grep -v '^WARNING' "$LOG" | tail -n 12 | sed 's/^/    /' >&2
        stop "" "The whole record is in ${LOG#"$PROJECT"/}. Usual causes: no way to the package index (a proxy?)," \
            "too little disk space, or a kind of processor that PySide6 has no build for (this one: $(uname -sm))." \
            "Start again when that is solved: what was done is kept."
    fi
}

# install program|checks
install() {
    say "Installing the program and its libraries into .venv (about 400 MB the first time; some minutes) ..."
    : >"$LOG"
    # The build back end comes first, pinned like everything else, instead of a fresh one at each build.
    pip_install pip hatchling editables
    local group=()
    if [ "$1" = checks ]; then group=(--group "$PROJECT/pyproject.toml:test"); fi
    # An editable install: a change in explorer/ needs no second one.
    pip_install --no-build-isolation ${group[@]+"${group[@]}"} -e "$PROJECT"
}

# Shared libraries that Qt's web engine and window plugins ask for and this system has not, one a line.
missing_libraries() {
    command -v ldd >/dev/null 2>&1 || return 0
    local qt file
    qt=$("$PY" -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')/Qt
    for file in "$qt"/libexec/QtWebEngineProcess "$qt"/lib/libQt6{WebEngineWidgets,PdfWidgets}.so.6 \
        "$qt"/lib/libQt6PrintSupport.so.6 "$qt"/lib/libQt6Svg.so.6 "$qt"/plugins/platforms/libq{xcb,offscreen}.so \
        "$qt"/plugins/xcbglintegrations/*.so; do
        [ -e "$file" ] && ldd "$file" 2>/dev/null
    done | awk '/not found/ { print $1 }' | sort -u
}

# The Debian package that holds a shared library, or nothing.
package_of() {
    case $1 in
        libEGL.so.*) echo libegl1 ;;
        libGL.so.*) echo libgl1 ;;
        libGLX.so.*) echo libglx0 ;;
        libOpenGL.so.*) echo libopengl0 ;;
        libX11-xcb.so.*) echo libx11-xcb1 ;;
        libX11.so.*) echo libx11-6 ;;
        libXau.so.*) echo libxau6 ;;
        libXcomposite.so.*) echo libxcomposite1 ;;
        libXcursor.so.*) echo libxcursor1 ;;
        libXdamage.so.*) echo libxdamage1 ;;
        libXext.so.*) echo libxext6 ;;
        libXfixes.so.*) echo libxfixes3 ;;
        libXi.so.*) echo libxi6 ;;
        libXrandr.so.*) echo libxrandr2 ;;
        libXrender.so.*) echo libxrender1 ;;
        libXtst.so.*) echo libxtst6 ;;
        libasound.so.*) echo libasound2 ;;
        libdbus-1.so.*) echo libdbus-1-3 ;;
        libdrm.so.*) echo libdrm2 ;;
        libexpat.so.*) echo libexpat1 ;;
        libfontconfig.so.*) echo libfontconfig1 ;;
        libfreetype.so.*) echo libfreetype6 ;;
        libgbm.so.*) echo libgbm1 ;;
        libglib-2.0.so.* | libgobject-2.0.so.* | libgio-2.0.so.* | libgthread-2.0.so.*) echo libglib2.0-0 ;;
        libgssapi_krb5.so.*) echo libgssapi-krb5-2 ;;
        libnspr4.so* | libplc4.so* | libplds4.so*) echo libnspr4 ;;
        libnss3.so* | libnssutil3.so* | libsmime3.so* | libssl3.so*) echo libnss3 ;;
        libpulse*.so.*) echo libpulse0 ;;
        libudev.so.*) echo libudev1 ;;
        libxcb-cursor.so.*) echo libxcb-cursor0 ;;
        libxcb-icccm.so.*) echo libxcb-icccm4 ;;
        libxcb-image.so.*) echo libxcb-image0 ;;
        libxcb-keysyms.so.*) echo libxcb-keysyms1 ;;
        libxcb-randr.so.*) echo libxcb-randr0 ;;
        libxcb-render-util.so.*) echo libxcb-render-util0 ;;
        libxcb-render.so.*) echo libxcb-render0 ;;
        libxcb-shape.so.*) echo libxcb-shape0 ;;
        libxcb-shm.so.*) echo libxcb-shm0 ;;
        libxcb-sync.so.*) echo libxcb-sync1 ;;
        libxcb-util.so.*) echo libxcb-util1 ;;
        libxcb-xfixes.so.*) echo libxcb-xfixes0 ;;
        libxcb-xinerama.so.*) echo libxcb-xinerama0 ;;
        libxcb-xkb.so.*) echo libxcb-xkb1 ;;
        libxcb-glx.so.*) echo libxcb-glx0 ;;
        libxcb.so.*) echo libxcb1 ;;
        libxkbcommon-x11.so.*) echo libxkbcommon-x11-0 ;;
        libxkbcommon.so.*) echo libxkbcommon0 ;;
        libxkbfile.so.*) echo libxkbfile1 ;;
        libxshmfence.so.*) echo libxshmfence1 ;;
        libz.so.*) echo zlib1g ;;
    esac
}

# Debian and Ubuntu: installs what Qt misses. Elsewhere: names it.
install_system_libraries() {
    local missing library package packages=()
    missing=$(missing_libraries)
    [ -n "$missing" ] || return 0
    if has_apt; then
        for library in $missing; do
            package=$(package_of "$library")
            if [ -n "$package" ]; then packages+=("$package"); fi
        done
        # Each once, though several libraries may share a package.
        # shellcheck disable=SC2046  # package names hold no blanks
        if [ ${#packages[@]} -gt 0 ]; then apt_install $(printf '%s\n' "${packages[@]}" | sort -u); fi
        missing=$(missing_libraries)
        [ -n "$missing" ] || return 0
    fi
    stop "Qt's web engine, which draws the map, needs these libraries, and this system has them not:" "" \
        "$(printf '%s\n' "$missing" | sed 's/^/    /')" "" \
        "Install the packages that hold them (your package manager can search by file name), then start again."
}

# What some checks of documents open them with: a browser, slides and pages. Those checks are skipped without it,
# so a system that cannot install it only hears of it.
install_document_tools() {
    local packages=()
    command -v chromium >/dev/null 2>&1 || packages+=(chromium)
    command -v strace >/dev/null 2>&1 || packages+=(strace)
    command -v soffice >/dev/null 2>&1 || packages+=(libreoffice-impress-nogui)
    command -v pdftoppm >/dev/null 2>&1 || packages+=(poppler-utils)
    [ ${#packages[@]} -gt 0 ] || return 0
    if ! has_apt || ! (apt_install "${packages[@]}"); then
        say "Without ${packages[*]} the checks that open documents in them are skipped; all others run."
    fi
}

# engine_starts [VARIABLE=VALUE ...]
engine_starts() {
    # In a shell of its own, which keeps the news of an aborted process to itself.
    (env QT_QPA_PLATFORM=offscreen "$@" "$PY" "$PROJECT/packaging/probe_engine.py"; exit $?) </dev/null >"$LOG.engine" 2>&1
}

# Loads one page in the web engine, or stops with what to do.
check_engine() {
    local unguarded=""
    if [ "$(id -u)" = 0 ]; then unguarded=QTWEBENGINE_DISABLE_SANDBOX=1; fi
    if engine_starts $unguarded; then return 0; fi
    if [ "$(uname)" = Linux ] && engine_starts QTWEBENGINE_DISABLE_SANDBOX=1; then
        stop "The web engine, which draws the map, cannot make its sandbox: this system does not let ordinary users" \
            "make name spaces (so on Ubuntu 24.04 and later, and in some containers)." \
            "Either allow them until the system starts anew:" "" \
            "    sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0" "" \
            "or do without the sandbox (the map page shows only this program's own files):" "" \
            "    export QTWEBENGINE_DISABLE_SANDBOX=1" "" "and start again."
    fi
    tail -n 8 "$LOG.engine" | sed 's/^/    /' >&2
    stop "" "The web engine, which draws the map, does not start on this system; above is what it said last." \
        "Usual causes: too little memory (1 GB should be free), or /dev/shm missing in a container."
}

# What the set-up depends on, as one line.
fingerprint() {
    echo "$("$PY" -V 2>&1) $PROJECT $(cat "$PROJECT/pyproject.toml" "$PROJECT/packaging/constraints.txt" | cksum)"
}

# is_set_up program|checks: the checks' set-up includes the program's.
is_set_up() {
    [ -x "$PY" ] || return 1
    local now file
    now=$(fingerprint)
    for file in "$VENV/.set-up-checks" "$VENV/.set-up-$1"; do
        if [ -f "$file" ] && [ "$(cat "$file")" = "$now" ]; then return 0; fi
    done
    return 1
}

# set_up program|checks: does what is not done yet. The second time that is nothing.
set_up() {
    is_set_up "$1" && return
    # Two at a time in one folder would spoil each other's work.
    if command -v flock >/dev/null 2>&1; then
        exec 9<"$PROJECT"
        flock -n 9 || { say "Another set-up is at work in this folder; waiting for it ..." && flock 9; }
        is_set_up "$1" && { exec 9<&-; return; }
    fi
    make_venv
    rm -f "$VENV/.set-up-program" "$VENV/.set-up-checks"
    install "$1"
    install_system_libraries
    check_engine
    if [ "$1" = checks ]; then install_document_tools; fi
    fingerprint >"$VENV/.set-up-$1"
    exec 9<&-
    say "Ready."
}

# Chromium has no sandbox for root, and does not start until it is told to do without.
allow_root() {
    if [ "$(id -u)" = 0 ] && [ -z "${QTWEBENGINE_DISABLE_SANDBOX:-}" ]; then
        say "You are root: the web engine's sandbox is off, since Chromium has none for root." \
            "The map page shows only this program's own files; better still, start it as an ordinary user."
        export QTWEBENGINE_DISABLE_SANDBOX=1
    fi
}
