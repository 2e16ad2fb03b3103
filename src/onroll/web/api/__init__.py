"""The doors for machines: the same actions and queries as the pages, for other systems with a token."""
