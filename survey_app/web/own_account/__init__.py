"""What everybody may look after of their own account: where it is signed in, codes of an app."""
