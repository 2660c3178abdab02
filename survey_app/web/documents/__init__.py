"""The documents of a visit: drafts, sealed revisions, photos; whether a sheet still stands."""
