"""A typed column as text, in the one way that the checks expect: ISO dates, 1 and 0, and numbers without `.0`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_WHOLE_FLOATS_BELOW = 2.0**53


class CannotBeText(Exception):
    """The column cannot become text; the words finish the sentence "The column … "."""


def as_text(column: Any) -> Any:
    """Return a column as an array of text; an empty text is absent.

    Raises  CannotBeText for nested types and for bytes that are no text.
    """
    text = _text_of(column)
    if text.type != pa.string():
        text = text.cast(pa.string())
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def has_nul(text: Any) -> Any | None:
    """Return which texts hold NUL bytes, or None where none does."""
    rows = pc.fill_null(pc.match_substring(text, "\0"), False)
    return rows if pc.any(rows).as_py() else None


def without_nul(text: Any) -> Any:
    """Return the texts without NUL bytes; one of nothing else is absent."""
    return pa.array([(value or "").replace("\0", "") or None for value in text.to_pylist()], pa.string())


def _text_of(column: Any) -> Any:
    kind = column.type
    if isinstance(column, pa.ExtensionArray):
        if kind.extension_name == "arrow.uuid":
            return pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())
        return _text_of(column.storage)
    if pa.types.is_dictionary(kind):
        return _text_of(column.dictionary_decode())
    if pa.types.is_run_end_encoded(kind):
        return _text_of(pc.run_end_decode(column))
    if pa.types.is_nested(kind):
        raise CannotBeText("holds lists or structures, not one value a row")
    for is_such, convert in _CONVERSIONS:
        if is_such(kind):
            return convert(column)
    try:
        return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise CannotBeText(f"has a type that is not read ({kind})") from None


def _checked_text(column: Any) -> Any:
    try:
        text = column.cast(pa.string())
        text.validate(full=True)  # a file may call bytes text that are none
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise CannotBeText("holds bytes that are not UTF-8 text") from None
    return text


def _flags(column: Any) -> Any:
    return pc.if_else(column, "1", "0")


def _floats(column: Any) -> Any:
    doubles = column.cast(pa.float64())
    # Tools that know no missing whole number write NaN for it.
    numbers = pc.if_else(pc.is_nan(doubles), pa.scalar(None, pa.float64()), doubles)
    whole = pc.and_(pc.equal(pc.floor(numbers), numbers), pc.less(pc.abs(numbers), _WHOLE_FLOATS_BELOW))
    as_whole = pc.if_else(whole, numbers, 0.0).cast(pa.int64()).cast(pa.string())
    exact = numbers if pa.types.is_float64(column.type) else column.cast(pa.float32()) if pa.types.is_float16(column.type) else column
    return pc.if_else(whole, as_whole, exact.cast(pa.string()))


def _decimals(column: Any) -> Any:
    return pa.array([None if value is None else _plain(value) for value in column.to_pylist()], pa.string())


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    whole, point, fraction = text.partition(".")
    return whole if point and not fraction.strip("0") else text


def _dates(column: Any) -> Any:
    return column.cast(pa.date32()).cast(pa.string())


def _timestamps(column: Any) -> Any:
    if column.type.tz is not None:
        column = pc.local_timestamp(column)
    days = column.cast(pa.date32(), safe=False)
    at_midnight = pc.equal(days.cast(column.type), column)
    moments = pc.replace_substring(column.cast(pa.string()), " ", "T")
    return pc.if_else(at_midnight, days.cast(pa.string()), moments)


def _lengths(column: Any) -> Any:
    return column.cast(pa.int64()).cast(pa.string())


_CONVERSIONS: tuple[tuple[Any, Any], ...] = (
    (pa.types.is_boolean, _flags),
    (pa.types.is_floating, _floats),
    (pa.types.is_decimal, _decimals),
    (pa.types.is_date, _dates),
    (pa.types.is_timestamp, _timestamps),
    (pa.types.is_duration, _lengths),
    (
        lambda kind: (
            pa.types.is_string(kind)
            or pa.types.is_large_string(kind)
            or pa.types.is_string_view(kind)
            or pa.types.is_binary(kind)
            or pa.types.is_large_binary(kind)
            or pa.types.is_fixed_size_binary(kind)
            or pa.types.is_binary_view(kind)
        ),
        _checked_text,
    ),
)
