"""Station 3: which records are of the same child."""
