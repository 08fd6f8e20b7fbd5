"""Text in, ranked passages out. Knows nothing of chat, pages or metrics."""
