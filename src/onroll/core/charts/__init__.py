"""Charts as shapes: worked out once, written as SVG on a page and drawn again in a PDF. Each has its table beside it."""
