"""The application for a server: ``wsgi:app``."""

import gc

from survey_app.factory import create_app

app = create_app()
# What was loaded so far stays for as long as the process: the collector need not walk over it
# again, which costs a long list a fifth of a second now and then.
gc.freeze()
