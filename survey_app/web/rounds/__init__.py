"""The round at a glance: its visits by unit, where each stands, how far it is."""
