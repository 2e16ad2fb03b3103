"""Work on a hostile file in a child process that may die: bounded memory, processor time, output and patience.

A decoder written in another language does not raise at its memory limit, it aborts the whole process. So whatever reads
a compressed container runs here, and the child's death becomes one sentence.

Source  stack, section 2 (measured: a zip bomb ends the process that reads it).
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

# The package stands in for the real one, whose own imports (the engine, the checks) a child never needs: 0.2 s for each file.
_CHILD = """
import sys, types
package = types.ModuleType("onroll.pipeline.intake")
package.__path__ = [sys.argv[1]]
sys.modules["onroll.pipeline.intake"] = package
from onroll.pipeline.intake.limited_process import _child
_child()
"""
_KEPT_SETTINGS = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")


class CannotFinishInLimits(Exception):
    """The child came to a limit or died; the words finish the sentence "reading it …"."""


@dataclass(frozen=True, kw_only=True)
class ProcessLimits:
    """What a child may use.

    Units  memory_bytes: address space; output_bytes: the largest file that it may write; seconds of processor and of the clock.
    """

    memory_bytes: int = 3 << 30
    cpu_seconds: int = 300
    wall_seconds: int = 600
    output_bytes: int = 8 << 30


def run_limited(function: str, arguments: Mapping[str, Any], limits: ProcessLimits) -> Any:
    """Return what a function returns when it is called in a child with those limits.

    Shape   function: `package.module:name`; arguments and result: what JSON can hold.
    Raises  CannotFinishInLimits where the child came to a limit, or died.
    """
    job = json.dumps({"function": function, "arguments": dict(arguments), "limits": asdict(limits)})
    environment = {name: os.environ[name] for name in _KEPT_SETTINGS if name in os.environ}
    environment |= {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        [sys.executable, "-P", "-c", _CHILD, os.path.dirname(__file__)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        process_group=0,  # killed with its own children; a session of its own would get as much processor as all pages together
    ) as child:
        try:
            answer, said = child.communicate(job.encode(), timeout=limits.wall_seconds)
        except BaseException as error:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
            if isinstance(error, subprocess.TimeoutExpired):
                raise CannotFinishInLimits(f"took longer than {limits.wall_seconds} seconds") from None
            raise
    if child.returncode == 0:
        return json.loads(answer)
    raise CannotFinishInLimits(_cause_of_death(child.returncode, said, limits))


def _cause_of_death(code: int, said: bytes, limits: ProcessLimits) -> str:
    memory = f"needed more than {limits.memory_bytes >> 20:,} MB of memory"
    if code == -signal.SIGXCPU:
        return f"took more than {limits.cpu_seconds} seconds of processor time"
    if code == -signal.SIGXFSZ:
        return f"wrote more than {limits.output_bytes >> 20:,} MB"
    if any(word in said for word in (b"MemoryError", b"memory allocation", b"bad_alloc", b"malloc of size", b"out of memory")):
        return memory
    if code == -signal.SIGKILL:
        return f"{memory}, or was stopped from outside"
    if code < 0:
        return f"ended the reading process ({signal.Signals(-code).name})"
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return f"failed ({lines[-1][:300] if lines else f'status {code}'})"


def _child() -> None:
    job = json.loads(sys.stdin.buffer.read())
    limits = ProcessLimits(**job["limits"])
    for what, limit in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
    ):
        hard = resource.getrlimit(what)[1]
        within = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(what, (within, hard if what == resource.RLIMIT_CPU else within))
    module, _, name = job["function"].partition(":")
    result = getattr(importlib.import_module(module), name)(**job["arguments"])
    sys.stdout.write(json.dumps(result))
    sys.stdout.flush()
