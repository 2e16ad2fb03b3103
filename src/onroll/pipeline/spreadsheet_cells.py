"""Text that a spreadsheet shows instead of running.

Source  contracts, section 5 (cells that a spreadsheet would run as a formula are neutralised); OWASP, CSV Injection.
"""

# Their full-width forms are formulas too where the spreadsheet's language is Japanese or Chinese.
_STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def neutralised(text: str) -> str:
    """Return the text, with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
