from datetime import timedelta

import pytest

from survey_app.core.problems import Code, Problem
from survey_app.evaluations import outlining, service
from survey_app.evaluations.rules import OutlineRow, Source
from tests.support.cast import NOW

PLAN = "Đã ban hành kế hoạch sơ kết đúng thời gian"
LATER = NOW + timedelta(hours=1)


def test_the_outline_is_the_offices_own(session, cast, approvals, merge):
    visit = approvals.visits(1)[0]
    approvals.find(visit, PLAN)
    approvals.find(visit, "Cần thêm biên chế", type="recommendation", addressee="state")
    approvals.approve(visit)
    merge()
    own = (OutlineRow("m", "Kết quả", 1, Source.STRENGTH), OutlineRow("o", "Khác", 1))

    outlining.set_outline(session, cast.round.id, own)
    content = service.content_of(session, merge(at=LATER))

    assert [block.title for block in content.blocks] == [
        "Kết quả",
        "Khác",
        "Ghi nhận chưa xếp vào đề mục",
    ]
    assert [line.text for _, line in content.statements()] == [PLAN, "Cần thêm biên chế"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((), id="empty"),
        pytest.param((OutlineRow("", "Mục"),), id="no code"),
        pytest.param((OutlineRow("a", " "),), id="no title"),
        pytest.param((OutlineRow("a", "Mục"), OutlineRow("a", "Mục")), id="a code twice"),
        pytest.param((OutlineRow("a", "Mục", 2),), id="begins below"),
        pytest.param((OutlineRow("a", "Mục"), OutlineRow("b", "Mục", 3)), id="skips a depth"),
        pytest.param((OutlineRow("a", "Mục", 0),), id="above the first"),
    ],
)
def test_an_outline_that_is_none_is_refused(session, cast, rows):
    with pytest.raises(Problem) as refused:
        outlining.set_outline(session, cast.round.id, rows)

    assert refused.value.code is Code.UNACCEPTABLE
