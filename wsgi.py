"""The application for a server: ``wsgi:app``."""

from survey_app.factory import create_app

app = create_app()
