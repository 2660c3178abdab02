"""A visit as it was filled, as values that a page prints: items, layers, evidence, what is open."""
