"""What both ends share: database, transaction, access, login, limits."""
