"""Pages: what people see, through the casework's queries and actions alone."""
