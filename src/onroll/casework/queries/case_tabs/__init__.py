"""What each tab of a case shows: one module a tab, which asks for no more than it needs."""
