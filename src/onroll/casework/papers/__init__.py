"""The papers that an authority needs before it uses Onroll, filled with the facts of this very program and home."""
