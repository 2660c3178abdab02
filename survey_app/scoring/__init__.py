"""Stage 3: from what was answered to points, by layer."""
