"""Stage 2: what the phones sent, and what stands of it."""
