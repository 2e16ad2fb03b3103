"""The exception that says no with the reason."""


class CannotDoNow(Exception):
    """Somebody asked for what is not allowed now; the sentence says why, and pages show it."""
