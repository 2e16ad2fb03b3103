"""The only way to a child's row: each query takes who is looking and why, and writes down what it showed."""
