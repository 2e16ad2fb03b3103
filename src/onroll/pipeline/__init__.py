"""The stations that run over tables: from extracts to findings and measures."""
