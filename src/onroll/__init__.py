"""Onroll: no child falls off the radar."""
