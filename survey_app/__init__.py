"""The survey application: a line of stages between two ends, phones and desks.

``factory`` puts it together. Nothing is imported here, so that a stage loads without the ends.
"""
