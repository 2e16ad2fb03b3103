"""A map of equal tiles: how dark a tile is says how much, its number says it exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onroll.core.area_tiles import tiles
from onroll.core.charts.drawing import GREY, INK, SHADES, Drawing, Label, Rect, Shape

CELL, EDGE, KEY_HEIGHT = 38.0, 6.0, 44.0
LIGHT_TEXT = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Tile:
    """One authority. Shape  value: None where nothing is told; written: what stands in the tile."""

    name: str
    value: float | None
    written: str


def shade_of(value: float, edges: Sequence[float]) -> int:
    """Return the place of a value in SHADES. Shape  edges: where each shade but the first begins, rising."""
    return sum(value >= edge for edge in edges)


def edges_of(values: Sequence[float]) -> list[float]:
    """Return where the shades begin, so that as many tiles have one as another; equal values have the same shade."""
    ordered = sorted(values)
    if not ordered:
        return []
    begin = {ordered[min(len(ordered) - 1, len(ordered) * place // len(SHADES))] for place in range(1, len(SHADES))}
    return sorted(begin - {ordered[0]})


def tile_map(key: str, title: str, description: str, values: Mapping[str, Tile], unit: str) -> Drawing:
    """Return the map of England. Shape  values: by three-digit code; authorities without one are drawn empty."""
    edges = edges_of([tile.value for tile in values.values() if tile.value is not None])
    shapes: list[Shape] = [Label(EDGE, 16, unit)]
    across = EDGE
    for shade, begins in zip(SHADES, [None, *edges], strict=False):
        words = f"from {begins:g}" if begins is not None else f"below {edges[0]:g}" if edges else "all alike"
        shapes += [Rect(across, 24, 16, 14, shade, GREY), Label(across + 22, 36, words, 12)]
        across += 92
    shapes += [Rect(across, 24, 16, 14, "#FFFFFF", GREY), Label(across + 22, 36, "not told, or no child known", 12)]
    rows = 0
    for code, (column, row) in tiles().items():
        tile = values.get(code)
        x, y = EDGE + column * CELL, KEY_HEIGHT + EDGE + row * CELL
        dark = shade_of(tile.value, edges) if tile is not None and tile.value is not None else -1
        told = f"{tile.name}: {tile.written or 'not told'}" if tile is not None else ""
        shapes.append(Rect(x, y, CELL - 2, CELL - 2, SHADES[dark] if dark >= 0 else "#FFFFFF", GREY, told))
        colour = LIGHT_TEXT if dark >= 3 else INK
        shapes.append(Label(x + CELL / 2 - 1, y + 14, code, 10, "middle", fill=colour))
        if tile is not None and tile.written:
            shapes.append(Label(x + CELL / 2 - 1, y + 29, tile.written, 11.5, "middle", strong=True, fill=colour))
        rows = max(rows, row + 1)
    return Drawing(key, title, description, 2 * EDGE + 20 * CELL, KEY_HEIGHT + 2 * EDGE + rows * CELL, shapes)
