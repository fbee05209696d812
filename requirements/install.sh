#!/bin/sh
# Build the virtual environment: sh requirements/install.sh VENV REQUIREMENTS...
# Needs Python 3.11 or newer with the venv module; PYTHON chooses the interpreter.
set -eu
export PIP_DISABLE_PIP_VERSION_CHECK=1

venv=$1
shift

say() { printf '%s\n' "$*" >&2; }

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        if is_new_enough "$PYTHON"; then
            printf '%s' "$PYTHON"
            return 0
        fi
        say "setup: PYTHON=$PYTHON is not a Python 3.11 or newer."
        return 1
    fi
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if is_new_enough "$name"; then
            printf '%s' "$name"
            return 0
        fi
    done
    say "setup: no Python 3.11 or newer found (looked for python3 and python3.11 to python3.14)."
    say "       Install one, or name it: make setup PYTHON=path/to/python3.12"
    return 1
}

explain_missing_venv() {
    version=$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    say "setup: $1 cannot make virtual environments: its venv or ensurepip module is missing."
    say "       Debian, Ubuntu:  apt install python3-venv   (or python$version-venv)"
    say "       Fedora:          dnf install python3-pip"
    say "       then run the same make command again."
}

python=$(choose_python) || exit 1
if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
    explain_missing_venv "$python"
    exit 1
fi

# An environment whose interpreter has gone or is too old is made anew; a good one is kept.
if [ -n "${PYTHON:-}" ] || ! is_new_enough "$venv/bin/python"; then
    say "setup: making $venv with $("$python" --version 2>&1)"
    "$python" -m venv --clear "$venv"
fi

rm -f "$venv/.ready"
files=""
for file in "$@"; do
    files="$files -r $file"
done
say "setup: installing the pinned requirements (a minute or two the first time)"
# The files name every package there is, so nothing is left to resolve: a resolver would look at releases newer than the
# pins, and the pip of Python 3.11 then refuses the whole install because those have no hash.
# shellcheck disable=SC2086
"$venv/bin/python" -m pip install --quiet --require-hashes --no-deps $files
"$venv/bin/python" -m pip install --quiet --no-build-isolation --no-deps -e .
"$venv/bin/python" -m pip check >&2 || { say "setup: the pins do not fit together; see the lines above."; exit 1; }
say "setup: ready"
