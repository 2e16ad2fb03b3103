#!/bin/sh
# Looks up every locked dependency among the known holes (pip-audit, in an environment of its own). $1: Python; further words go to pip-audit.
# Whatever could not be looked up is a failure: an answer that says nothing must not pass for a clean one.
set -eu
python=$1
shift
place=.venv-scan
if [ ! -x "$place/bin/pip-audit" ]; then
    "$python" -m venv "$place"
    "$place/bin/python" -m pip install --quiet --disable-pip-version-check pip-audit
fi
exec "$place/bin/pip-audit" --strict --require-hashes --disable-pip -r requirements.lock "$@"
