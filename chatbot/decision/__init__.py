"""Whether a sentence answers a question, or the question is refused."""
