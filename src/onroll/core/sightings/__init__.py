"""One file per register: what its rows say about where a child is educated and lives."""
