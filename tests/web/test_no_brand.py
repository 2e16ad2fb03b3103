"""Onroll is not part of GOV.UK and does not look as if it were; it works without the network."""

from __future__ import annotations

from pathlib import Path

import onroll.web

WEB = Path(onroll.web.__file__).parent
BRAND = ("GDS Transport", "@font-face", "govuk-crest", "govuk-logotype", "govuk-crown", "#1d70b8", "govukHeader(", "fonts.googleapis")


def test_no_brand_of_gov_uk_is_left() -> None:
    files = [path for path in WEB.rglob("*") if path.suffix in (".css", ".js", ".html", ".svg", ".py")]
    assert len(files) > 20
    for path in files:
        text = path.read_text(encoding="utf-8")
        for mark in BRAND:
            assert mark not in text, (path, mark)


def test_styles_and_scripts_take_nothing_from_elsewhere() -> None:
    for path in (WEB / "static").rglob("*.css"):
        assert "url(http" not in path.read_text(encoding="utf-8")
    for image in (WEB / "static").rglob("*.css"):
        for part in image.read_text(encoding="utf-8").split("url(../")[1:]:
            assert (image.parent.parent / part.split(")")[0]).exists(), part[:60]


def test_licences_are_named() -> None:
    said = (WEB / "assets/README.md").read_text(encoding="utf-8")
    for name in ("govuk-frontend", "@ministryofjustice/frontend", "axe-core", "MIT", "Permission is hereby granted"):
        assert name in said
