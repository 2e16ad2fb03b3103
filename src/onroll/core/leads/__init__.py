"""What the registers say already about where a missing child may be: one module a source, plain rules about one child.

What brings different children's rows together (who shares a home, who has a parent's name) is SQL, in `pipeline/leads`.
"""
