"""What people decide and do about children who may be missing education, and the one door to a child's record."""
