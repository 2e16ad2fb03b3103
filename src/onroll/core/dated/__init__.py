"""Values that change with the law and with practice: each says from when, until when, and who says so."""
