"""Measures retrieval and answers. Nothing imports it."""
