"""Settings: the one place that wires everything."""
