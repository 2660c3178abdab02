"""The application for a server: ``wsgi:app``."""

import gc

# Loading makes a great many objects and no garbage: looking for some meanwhile takes a fifth of
# the time.
gc.disable()

from survey_app.factory import create_app  # noqa: E402 - the collector is told to wait before

app = create_app()
# What was loaded so far stays for as long as the process: the collector need not walk over it
# again, which costs a long list a fifth of a second now and then.
gc.freeze()
gc.enable()
