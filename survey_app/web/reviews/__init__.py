"""The lead's desk: the queue and the review of one visit."""
