"""One file per command, called as the command is; a new command is a new file."""

FILES = {
    "anchors": "verify_audit",
    "detect": "run",
    "link": "run",
    "locked-out": "first_administrator",
    "replace-key": "keys",
    "restore": "backup",
}
"""The commands that are in another command's file."""
