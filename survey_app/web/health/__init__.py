"""Whether the server is up, and whether it can work: for machines that watch it."""
