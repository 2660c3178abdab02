"""Stage 5: from an approved visit to its findings, sealed as a PDF."""
