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

# The stamp holds the lists that were installed last, so that a changed list is installed and an unchanged one is not.
lists="requirements.txt requirements-label.txt"
if ! cat $lists | cmp -s - .venv/requirements.stamp; then
  if ! "$python" -m pip install --quiet --disable-pip-version-check $(printf -- '-r %s ' $lists); then
    echo "training: the packages in $lists could not be installed (they need 10 GB of disk); see pip's message above" >&2
    exit 1
  fi
  cat $lists > .venv/requirements.stamp
fi

if [ ! -e ../public/assets/models/detector/blaze_face_short_range.tflite ]; then
  echo "training: the face detector's file is missing; run 'npm install' and 'npm run assets', then this again" >&2
  exit 1
fi

"$python" -m ruff check --quiet .
exec "$python" -m pytest "$@"
