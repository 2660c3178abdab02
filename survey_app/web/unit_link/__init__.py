"""What a visited unit sees by its link: its own scores, their proofs, its replies to findings."""
