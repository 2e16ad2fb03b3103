"""The addresses of the pages, one module an area."""
