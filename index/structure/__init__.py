"""What lines, sentences and points a text has."""
