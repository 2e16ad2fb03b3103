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
import selectors
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NoReturn

# The package stands in for the real one, whose own imports (the engine, the checks) a child never needs: 0.2 s for each file.
_CHILD = """
import sys, types
package = types.ModuleType("onroll.pipeline.intake")
package.__path__ = [sys.argv[1]]
sys.modules["onroll.pipeline.intake"] = package
from onroll.pipeline.intake import limited_process
limited_process._nursery() if sys.argv[2:] else limited_process._child()
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
    if _beside is not None and _beside.is_of(os.getpid()):
        code, answer, said = _beside.work_out(job, limits)
    else:
        code, answer, said = _alone(job, limits)
    if code == 0:
        return json.loads(answer)
    raise CannotFinishInLimits(_cause_of_death(code, said, limits))


def _alone(job: str, limits: ProcessLimits) -> tuple[int, bytes, bytes]:
    """Work out a job in a process that is begun for it; return its status, and what it wrote."""
    with _begun() as child:
        try:
            answer, said = child.communicate(job.encode(), timeout=limits.wall_seconds)
        except BaseException as error:
            _end(child)
            if isinstance(error, subprocess.TimeoutExpired):
                raise _too_late(limits) from None
            raise
    return child.returncode, answer, said


def _begun(*words: str) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _KEPT_SETTINGS if name in os.environ}
    environment |= {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-P", "-c", _CHILD, os.path.dirname(__file__), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        process_group=0,  # killed with its own children; a session of its own would get as much processor as all pages together
    )


def _end(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.communicate()


def _too_late(limits: ProcessLimits) -> CannotFinishInLimits:
    return CannotFinishInLimits(f"took longer than {limits.wall_seconds} seconds")


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


# -- many files: a process that has loaded what reading needs divides itself for each --------------------------------------


class _Nursery:
    """A process that works nothing out itself: each job is done by a process that it divides off, within the job's own limits."""

    def __init__(self) -> None:
        self._owner = os.getpid()
        self._process: subprocess.Popen[bytes] | None = None

    def is_of(self, process: int) -> bool:
        return self._owner == process

    def work_out(self, job: str, limits: ProcessLimits) -> tuple[int, bytes, bytes]:
        if self._process is None:
            self._process = _begun(str(os.getpid()))
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(job.encode() + b"\n")
            process.stdin.flush()
            answer = process.stdout.readline()
        except BaseException:
            self.end()
            raise
        if not answer:
            self.end()
            return _alone(job, limits)
        told = json.loads(answer)
        if told["late"]:
            raise _too_late(limits)
        return told["code"], told["answer"].encode(), told["said"].encode()

    def end(self) -> None:
        if self._process is not None:
            _end(self._process)
            self._process = None


_beside: _Nursery | None = None


@contextlib.contextmanager
def many_limited() -> Iterator[None]:
    """Begin the children of `run_limited` quickly while the block runs: for whoever reads many files, one at a time.

    To begin Python and load what reads Parquet takes a quarter of a second of processor time, to divide a process that has done so none.
    """
    global _beside
    if _beside is not None and _beside.is_of(os.getpid()):
        yield
        return
    _beside = nursery = _Nursery()
    try:
        yield
    finally:
        _beside = None
        nursery.end()


def _nursery() -> None:
    """Divide for each job that comes, until nobody asks any more."""
    from onroll.pipeline.child_processes import end_with

    if not end_with(int(sys.argv[2])):
        return
    for line in sys.stdin.buffer:
        job = json.loads(line)
        importlib.import_module(job["function"].partition(":")[0])
        sys.stdout.write(json.dumps(_divided(line, job["limits"]["wall_seconds"])) + "\n")
        sys.stdout.flush()


def _divided(job: bytes, wall_seconds: int) -> dict[str, Any]:
    """Do a job in a process of its own; return its status, what it wrote, and whether it had to be stopped as too late."""
    (from_out, out), (from_err, err) = os.pipe(), os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        _do_divided(job, parent, out, err)
    with contextlib.suppress(OSError):
        os.setpgid(child, child)  # stopped with its own children; whichever of the two comes first says so
    for end in (out, err):
        os.close(end)
    wrote: dict[int, bytes] = {from_out: b"", from_err: b""}
    until, late = time.monotonic() + wall_seconds, False
    with selectors.DefaultSelector() as waiting:
        for end in wrote:
            waiting.register(end, selectors.EVENT_READ)
        while waiting.get_map() and not late:
            for ready, _ in waiting.select(max(0.0, until - time.monotonic())):
                more = os.read(ready.fd, 1 << 16)
                wrote[ready.fd] += more
                if not more:
                    waiting.unregister(ready.fd)
            late = time.monotonic() >= until and bool(waiting.get_map())
    if late:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    for end in wrote:
        os.close(end)
    answer, said = (wrote[end].decode("utf-8", "replace") for end in (from_out, from_err))
    return {"code": os.waitstatus_to_exitcode(status), "answer": answer, "said": said, "late": late}


def _do_divided(job: bytes, parent: int, out: int, err: int) -> NoReturn:
    """Be the process that does one job, and end with it: nothing of what was before is run any further."""
    from onroll.pipeline.child_processes import end_with

    code = 1
    try:
        os.setpgid(0, 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        if end_with(parent):
            _do(json.loads(job))
            code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _child() -> None:
    _do(json.loads(sys.stdin.buffer.read()))


def _do(job: dict[str, Any]) -> None:
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
