"""Cases, and every question about a child: with viewer, purpose and an event."""
