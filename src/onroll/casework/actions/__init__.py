"""What people do: each action checks, writes, and records the event in the same transaction."""
