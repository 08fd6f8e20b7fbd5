"""The chat page in the browser; the only package that knows gradio."""
