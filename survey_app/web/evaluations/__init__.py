"""The draft of the overall evaluation: merge, read, word, take out."""
