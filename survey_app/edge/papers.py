"""Documents as responses: PDF, Word, Excel, with file names that every system keeps."""

from __future__ import annotations

import io

from flask import Response, send_file

from survey_app.core.problems import Code, Problem
from survey_app.core.vietnamese import folded
from survey_app.edge.database import db
from survey_app.edge.stores import paper
from survey_app.evaluations import service as evaluations
from survey_app.evaluations.models import Evaluation
from survey_app.reports import queries as reports
from survey_app.reports import service as drawing
from survey_app.reviews.queries import state_of
from survey_app.reviews.rules import ReviewState
from survey_app.visits.models import Visit
