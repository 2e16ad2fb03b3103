"""Station 1: read what a supplier sent, and lose none of it."""
