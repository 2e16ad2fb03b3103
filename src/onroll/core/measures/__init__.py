"""The rules behind published figures: one module a measure."""
