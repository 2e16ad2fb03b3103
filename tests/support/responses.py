"""What an answer of the pages holds, and the headers that each must carry."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl

from support.pdf_text import pdf_text


def text_of(response: Any) -> str:
    """Return an answer as text, a spreadsheet as the text of its cells, a PDF as its words."""
    content: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"%PDF"):
        return " ".join(pdf_text(content).split())
    if not content.startswith(b"PK"):
        return content.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return " ".join(str(cell.value) for row in sheet for cell in row)


def count_in(text: str) -> int:
    """Return how many rows a list says that it has."""
    found = re.search(r'role="status"><strong>([\d,]+)', text)
    assert found is not None
    return int(found[1].replace(",", ""))


def assert_private(response: Any, *, static: bool = False) -> None:
    """Assert that an answer stays in no cache, in no frame, and runs no script but ours."""
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    if not static:
        assert response["Cache-Control"] == "no-store"
    if response["Content-Type"].startswith("text/html"):
        text = text_of(response)
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|https?://(?!www\.w3\.org/2000/svg)", text)
