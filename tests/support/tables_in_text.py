"""Deliveries drawn as tables in text, so that a test reads as a page of the specification.

school_roll 370 2026-01-15          register, supplier, as_at (and `partial`)
child | urn    | entry_date         the columns
A     | 100001 | 2024-09-02         one row a line; an empty cell is missing; `-` too
"""

from __future__ import annotations

from typing import Any

from onroll.core.registers import register_named
from onroll.core.registers.identity_fields import IDENTITY_FIELDS
from support.evidence import Delivery


def deliveries(*texts: str) -> list[Delivery]:
    """Return the deliveries of some texts; the rows of one delivery are put together."""
    rows: dict[tuple[str, str, str, bool], list[dict[str, Any]]] = {}
    for text in texts:
        for block in text.strip().split("\n\n"):
            lines = [line.strip() for line in block.strip().splitlines() if line.strip()]
            if not lines:
                continue
            register, supplier, as_at, *more = lines[0].split()
            into = rows.setdefault((register, supplier, as_at, "partial" in more), [])
            if len(lines) == 1:
                continue
            names = [name.strip() for name in lines[1].split("|")]
            for line in lines[2:]:
                cells = [cell.strip() for cell in line.split("|")]
                values = dict(zip(names, cells, strict=True))
                into.append({name: _typed(register, name, cell) for name, cell in values.items() if cell not in ("", "-")})
    return [Delivery(register, supplier, as_at, tuple(of), partial) for (register, supplier, as_at, partial), of in rows.items()]


def _typed(register: str, name: str, cell: str) -> Any:
    types = {each.name: each.type for each in (*register_named(register).fields, *IDENTITY_FIELDS)}
    if types.get(name) == "flag":
        return cell == "1"
    if types.get(name) == "integer":
        return int(cell)
    return cell


TOWN = """
establishments DfE 2025-01-02
urn    | establishment_name  | la_code | type_code | phase_code | statutory_high_age | close_date
100001 | Beech Lane Primary  | 370     | 1         | 2          | 11                 |
100002 | Hill Secondary      | 370     | 1         | 4          | 16                 |
100003 | Little Infants      | 370     | 1         | 2          | 7                  |
100004 | Closed Primary      | 370     | 1         | 2          | 11                 | 2025-12-31
200001 | River Primary       | 371     | 1         | 2          | 11                 |
300001 | Silent Primary      | 372     | 1         | 2          | 11                 |
600001 | Oak Independent     | 370     | 11        | 7          | 18                 |

postcodes ONS 2025-01-02
postcode | la_code
S1 1AA   | 370
DN1 1AA  | 371
HD1 1AA  | 372

school_roll 370 2025-10-02
child | urn    | entry_date | nc_year | postcode
F1    | 100001 | 2022-09-05 | 3       | S1 1AA
F2    | 100002 | 2022-09-05 | 9       | S1 1AA
F3    | 100003 | 2024-09-05 | 1       | S1 1AA
F4    | 100004 | 2022-09-05 | 3       | S1 1AA

school_roll 370 2025-12-04
child | urn    | entry_date | nc_year | postcode
F1    | 100001 | 2022-09-05 | 3       | S1 1AA
F2    | 100002 | 2022-09-05 | 9       | S1 1AA
F3    | 100003 | 2024-09-05 | 1       | S1 1AA
F4    | 100004 | 2022-09-05 | 3       | S1 1AA

school_roll 370 2026-01-26
child | urn    | entry_date | nc_year | postcode
F1    | 100001 | 2022-09-05 | 3       | S1 1AA
F2    | 100002 | 2022-09-05 | 9       | S1 1AA
F3    | 100003 | 2024-09-05 | 1       | S1 1AA

school_roll 371 2025-10-02
child | urn    | entry_date | nc_year
F5    | 200001 | 2022-09-05 | 3

school_roll 371 2026-01-26
child | urn    | entry_date | nc_year
F5    | 200001 | 2022-09-05 | 3

school_roll 600001 2026-01-20
child | urn    | entry_date | nc_year
F6    | 600001 | 2022-09-05 | 3
"""
"""Two authorities that send rolls (370, 371), one that does not (372), and an independent school that does.

The tenth school day after Monday 12 January 2026 is Monday 26 January 2026.
"""
