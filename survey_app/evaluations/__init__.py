"""Stage 6: from many visits to the overall evaluation."""
