"""The units' own reports at the desk: received, missing, late; their files."""
