"""What was held for the office: entries that could not be taken, and rescue parcels."""
