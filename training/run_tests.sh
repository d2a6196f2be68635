#!/bin/sh
# Runs the Python tests on a bare machine: makes training/.venv when it is missing, installs the pinned packages once.
# Arguments go to pytest.
set -eu
cd "$(dirname "$0")"

python=.venv/bin/python
if [ ! -x "$python" ]; then
  base=""
  for candidate in python3.13 python3.12 python3.11 python3; do
    if command -v "$candidate" >/dev/null 2>&1 \
      && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      base=$candidate
      break
    fi
  done
  if [ -z "$base" ]; then
    echo "training: Python 3.11 or newer is needed and was not found; install it and run again" >&2
    exit 1
  fi
  "$base" -m venv .venv
fi

# The stamp holds the list that was installed last, so that a changed list is installed and an unchanged one is not.
if ! cmp -s requirements.txt .venv/requirements.stamp; then
  if ! "$python" -m pip install --quiet --disable-pip-version-check -r requirements.txt; then
    echo "training: the packages in requirements.txt could not be installed; see pip's message above" >&2
    exit 1
  fi
  cp requirements.txt .venv/requirements.stamp
fi

"$python" -m ruff check --quiet .
exec "$python" -m pytest "$@"
