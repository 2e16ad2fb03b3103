"""Make the styles and scripts under `src/onroll/web/static/onroll/` from the published packages, without their brand.

Run it after `npm install govuk-frontend@6.3.0 @ministryofjustice/frontend@11.1.0 axe-core@4.14.1` in any empty folder:

    python tools/vendor_web_assets.py THAT_FOLDER/node_modules

A service outside `service.gov.uk` must not look as if it were part of GOV.UK: no crown, no crest, no GDS Transport
typeface, no brand blue. The components themselves are under the MIT licence.

Source  GOV.UK Design System, generic header and typeface pages, read 2026-08.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
STATIC = PROJECT / "src/onroll/web/static/onroll"
ARIAL_STACK = '"Helvetica Neue",arial,sans-serif'
GOVUK_BLUE, OWN_COLOUR = "#1d70b8", "#14566b"


def without_brand(css: str) -> str:
    """Return the stylesheet without GOV.UK's typeface, crest and blue, its images beside it."""
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = re.sub(r'"?GDS Transport"?,arial,sans-serif', ARIAL_STACK, css)
    css = re.sub(r"@supports [^{]*\{\.govuk-footer__copyright-logo:before\{[^}]*\}\}", "", css)
    css = re.sub(r"[^{}]*\.govuk-footer__(?:copyright-logo|crown)[^{}]*\{[^}]*\}", "", css)
    css = css.replace(GOVUK_BLUE, OWN_COLOUR).replace("/assets/images/", "../images/")
    return re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", css)


def main(modules: Path) -> None:
    """Write every file anew."""
    govuk = modules / "govuk-frontend/dist/govuk"
    moj = modules / "@ministryofjustice/frontend/moj"
    for folder in ("css", "js", "images"):
        (STATIC / folder).mkdir(parents=True, exist_ok=True)
    sheets = {"govuk-frontend.css": govuk / "govuk-frontend.min.css", "moj-frontend.css": moj / "moj-frontend.min.css"}
    for name, source in sheets.items():
        css = without_brand(source.read_text(encoding="utf-8"))
        for forbidden in ("GDS Transport", "@font-face", "govuk-crest"):
            if forbidden in css:
                sys.exit(f"{forbidden} is still in {name}.")
        (STATIC / "css" / name).write_text(css, encoding="utf-8")
        for image in set(re.findall(r"url\(\.\./images/([^)]+)\)", css)):
            shutil.copyfile(moj / "assets/images" / image, STATIC / "images" / image)
    script = (govuk / "govuk-frontend.min.js").read_text(encoding="utf-8")
    (STATIC / "js/govuk-frontend.js").write_text(re.sub(r"//# sourceMappingURL=.*", "", script), encoding="utf-8")
    axe = (modules / "axe-core/axe.min.js").read_text(encoding="utf-8")
    (PROJECT / "tests/support/axe.min.js").write_text(axe, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
