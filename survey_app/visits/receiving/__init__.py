"""The units' own reports of a round: what the office received, from whom, when."""
