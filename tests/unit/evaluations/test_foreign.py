"""Documents from elsewhere are told by their bytes, and a PDF brings nothing but its look."""

import io
from contextlib import suppress

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.core.problems import Code, Problem
from survey_app.evaluations import foreign
from survey_app.visits.receiving.rules import FileKind
from tests.support import foreign_files as files


def calling(target: str, encoding: str = "utf-8") -> bytes:
    """A Word document whose template is at this address."""
    relation = f'<Relationship Target="{target}" Type="x/attachedTemplate" TargetMode="External"/>'
    told = f"<Relationships><!-- mẫu -->{relation}</Relationships>"
    return files.word(word____rels___settings__xml__rels=told.encode(encoding))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(files.pdf(), FileKind.PDF, id="pdf"),
        pytest.param(b"\n\n" + files.pdf(), FileKind.PDF, id="pdf after empty lines"),
        pytest.param(files.word(), FileKind.DOCX, id="docx"),
        pytest.param(calling("file:///C:/mau/thuong.dotm"), FileKind.DOCX, id="docx of a template"),
        pytest.param(files.OLD_WORD, FileKind.DOC, id="doc"),
    ],
)
def test_a_document_is_told_by_its_bytes(data, kind):
    assert foreign.opened(data).kind is kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", Code.FILE_NOT_A_DOCUMENT, id="nothing"),
        pytest.param(b"<html>", Code.FILE_NOT_A_DOCUMENT, id="a page"),
        pytest.param(files.zipped(a=b"b"), Code.FILE_NOT_A_DOCUMENT, id="an archive"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, Code.FILE_NOT_A_DOCUMENT, id="xls"
        ),
        pytest.param(b"%PDF-1.7 no more", Code.FILE_BROKEN, id="pdf cut off"),
        pytest.param(files.word()[:400], Code.FILE_BROKEN, id="docx cut off"),
        pytest.param(files.locked_pdf(), Code.FILE_LOCKED, id="pdf with a password"),
        pytest.param(files.OLD_LOCKED, Code.FILE_LOCKED, id="doc with a password"),
        pytest.param(files.OLD_MACROS, Code.FILE_MACROS, id="doc with macros"),
        pytest.param(
            files.word(word___vbaProject__bin=b"x"), Code.FILE_MACROS, id="docx with macros"
        ),
        pytest.param(
            calling("https://x.example/t.dotm"), Code.FILE_MACROS, id="docx that calls a template"
        ),
        pytest.param(
            calling("&#104;ttp://x.example/t", "utf-16"), Code.FILE_MACROS, id="a hidden address"
        ),
        pytest.param(calling(r"file:///\\x\t.dotm"), Code.FILE_MACROS, id="a shared folder"),
        pytest.param(calling("file://x/t.dotm"), Code.FILE_MACROS, id="another machine's file"),
        pytest.param(calling("<"), Code.FILE_BROKEN, id="a list that cannot be read"),
        pytest.param(b"x" * (foreign.LARGEST + 1), Code.FILE_TOO_LARGE, id="too large"),
    ],
)
def test_what_cannot_be_handed_out_is_refused_by_name(data, code):
    with pytest.raises(Problem) as refused:
        foreign.opened(data)

    assert refused.value.code is code


def test_a_pdf_leaves_behind_what_it_does_and_carries():
    armed = files.armed_pdf()
    found = foreign.opened(armed)

    for word in (b"JavaScript", b"OpenAction", b"EmbeddedFile", b"Launch", b"ma.exe", b"/AA"):
        assert word not in plain(found.data), word
    assert b"JavaScript" in plain(armed)
    assert "vu khi" in pypdf.PdfReader(io.BytesIO(found.data)).pages[0].extract_text()
    assert found.pages == 1


def test_the_same_bytes_are_cleaned_to_the_same_bytes():
    armed = files.armed_pdf()

    assert foreign.opened(armed).data == foreign.opened(armed).data


@given(st.binary(max_size=200), st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", files.OLD_WORD]))
def test_any_bytes_are_a_document_or_refused_by_name(noise, mark):
    with suppress(Problem):
        assert foreign.opened(mark + noise).data


def plain(data):
    """A PDF with nothing packed, to look for words in it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        opened.save(
            out,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()
