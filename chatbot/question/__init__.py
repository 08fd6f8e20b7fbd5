"""What a question asks, told from its words alone."""
