"""What tests share: the cast, a small checklist, a phone."""
