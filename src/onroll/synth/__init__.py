"""A made-up England with known truth."""
