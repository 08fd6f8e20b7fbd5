"""What the words of a text name: nouns, periods, places, people, kinds of things."""
