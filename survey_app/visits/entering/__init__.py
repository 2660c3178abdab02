"""Tables that the office brings from Excel: read, judged row by row, then stored together."""
