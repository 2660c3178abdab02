"""The survey application: a line of stages between two ends. See ARCHITECTURE in docs."""
