"""The page that the phone app lives in, and its service worker."""
