"""Whether an enumeration is asked for, and which."""
