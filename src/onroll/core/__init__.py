"""The rules, in plain Python: no files, no clock, no database."""
