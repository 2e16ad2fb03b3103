"""An array that is written to a file a portion at a time, as numpy reads it: no process needs to hold the whole."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import numpy.lib.format as npy
import numpy.typing as npt


class GrowingArray:
    """A file of one array, of the type of its first portion; it is whole once it has been closed."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("wb")
        self._type: np.dtype[Any] | None = None
        self._length = 0

    def __enter__(self) -> Self:
        return self

    def add(self, some: npt.NDArray[Any]) -> None:
        """Write some more. Raises  ValueError where they are of another type."""
        if self._type is None:
            self._type = some.dtype
            self._write_header()
        if some.dtype != self._type:
            raise ValueError(f"An array of {self._type} cannot go on with {some.dtype}.")
        np.ascontiguousarray(some).tofile(self._file)
        self._length += len(some)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.seek(0)
        self._write_header()  # which numpy pads, so that a longer length has room
        self._file.close()

    def _write_header(self) -> None:
        kind = self._type or np.dtype(np.uint64)
        npy.write_array_header_1_0(self._file, {"descr": npy.dtype_to_descr(kind), "fortran_order": False, "shape": (self._length,)})
