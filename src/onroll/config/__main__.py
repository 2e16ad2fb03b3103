"""`python -m onroll.config`: serve the pages; the `serve` command becomes this process."""

from __future__ import annotations

import argparse
from pathlib import Path

from onroll.config.serve import serve

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    serve(chosen.home, chosen.host, chosen.port, chosen.workers)
