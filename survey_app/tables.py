"""Every table of every stage, for whoever needs them all: migrations and tests."""

from survey_app.audit import models as audit
from survey_app.checklists import models as checklists
from survey_app.evaluations import models as evaluations
from survey_app.fieldwork import device_models
from survey_app.fieldwork import models as fieldwork
from survey_app.progress import models as progress
from survey_app.reports import models as reports
from survey_app.reviews import models as reviews
from survey_app.scoring import models as scoring
from survey_app.visits import factor_models, merge_models, round_models, scorer_models
from survey_app.visits import models as visits
from survey_app.visits.receiving import models as receiving

VISITS = (visits, factor_models, merge_models, round_models, scorer_models, receiving)
ALL = (
    audit,
    checklists,
    *VISITS,
    fieldwork,
    device_models,
    scoring,
    reviews,
    progress,
    reports,
    evaluations,
)
