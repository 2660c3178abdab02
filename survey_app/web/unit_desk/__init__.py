"""The lead's side of the visited unit: its link, its replies, what it is answered."""
