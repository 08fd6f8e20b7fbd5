"""Answers in a language model's words, each sentence checked before anybody reads it."""
