"""What tests of the round at a glance share: its pages in words, its workbooks in rows."""

from io import BytesIO

import openpyxl
import pytest

from tests.support.desk import words_of


@pytest.fixture
def look_at(desk, cast):
    """The words of a page of the first round, as somebody sees it."""

    def page(name, person=None):
        response = desk(person or cast.chau).get(f"/round/{cast.round.id}/{name}")
        assert response.status_code == 200, response.status
        return words_of(response.get_data(as_text=True))

    return page


@pytest.fixture
def book_of(desk, cast):
    """The rows of the first sheet of a page as a workbook."""

    def rows(name, person=None):
        response = desk(person or cast.chau).get(f"/round/{cast.round.id}/{name}")
        assert response.status_code == 200, response.status
        book = openpyxl.load_workbook(BytesIO(response.data))
        return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]

    return rows
