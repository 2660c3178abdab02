"""Stage 1: who goes where, with which checklist and against which targets."""
