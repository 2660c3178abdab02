"""Signing in and out at a desk."""
