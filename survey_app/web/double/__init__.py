"""Double scoring at the desk: who scores apart, what is far apart, how well scorers agree."""
