#!/bin/sh
# What CI runs: linters, import contracts, types, then the tests. $1: the environment's bin; $2: a pytest mark expression.
set -eu
bin=$1
marks=$2
left_out=
if ! command -v chromium >/dev/null 2>&1; then
    if [ -n "${CI:-}" ]; then
        echo "Chromium is missing and CI leaves no suite out." >&2
        exit 1
    fi
    left_out="the browser journeys (no Chromium on this machine)"
    marks=${marks:+$marks and }"not browser"
fi
# Spark is an extra with a lock of its own: only the full figures need it, and only where Java is.
if [ -z "$marks" ] || [ "$marks" = "not browser" ]; then
    if command -v java >/dev/null 2>&1; then
        "$bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-spark.lock
    else
        left_out="${left_out:+$left_out; }Spark (no Java on this machine: apt-get install openjdk-17-jre-headless)"
    fi
fi
"$bin/ruff" check src tests bench tools
"$bin/ruff" format --check src tests bench tools
"$bin/lint-imports" --no-logo 2>/dev/null || "$bin/lint-imports"
"$bin/mypy"
# The tests start the program hundreds of times, and each process of pytest reads hundreds of test files. Compiled once, they are
# read in a third of the time: an environment that keeps Python from writing what it compiled costs minutes.
unset PYTHONDONTWRITEBYTECODE
# A process for each core, four at most: each has a home folder, a database and a browser of its own.
set -- --numprocesses auto --maxprocesses 4 --dist worksteal
if [ -n "$marks" ]; then
    "$bin/python" -m pytest "$@" -m "$marks"
else
    "$bin/python" -m pytest "$@"
fi
if [ -n "$left_out" ]; then
    echo "LEFT OUT: $left_out"
fi
