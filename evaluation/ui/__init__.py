"""The evaluation as a tab of the chat page: run cases, look at kept runs, compare them."""
