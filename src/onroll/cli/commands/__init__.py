"""One file per command; a new command is a new file."""
