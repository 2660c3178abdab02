"""The checklist as a thing of its own: what is asked, what a valid answer is, how it is scored.

Pure: no Flask, no database, no clock. Its twin in TypeScript is ``survey_app/phone/src/form``;
the vectors in ``tests/contract`` hold the two together.
"""
