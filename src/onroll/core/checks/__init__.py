"""One check of one row, with its examples."""
