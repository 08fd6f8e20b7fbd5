"""Files of each kind to text."""
