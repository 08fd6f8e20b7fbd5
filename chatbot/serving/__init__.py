"""What the page and other programs are served through."""
