"""Stage 0: what is asked, in published versions that never change."""
