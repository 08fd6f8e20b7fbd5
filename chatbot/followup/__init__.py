"""What a follow-up leaves unsaid."""
