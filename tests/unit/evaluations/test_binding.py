"""The binder: every page of every annex once, in order, numbered, without what does not belong."""

from __future__ import annotations

import hashlib
import io
from itertools import pairwise

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from survey_app.evaluations.binding import Binder, bind, measured
from survey_app.evaluations.volumes import Annex, parted, placed


def pages(*words, size=(595, 842)):
    """A PDF with a page for each of these words."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1)
    for each in words:
        canvas.drawString(100, 400, each)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def nobody(_done, _of):
    """Nobody waits."""


@pytest.fixture
def annex(tmp_path):
    """An annex of these pages, on disk."""

    def made(title, data):
        path = tmp_path / f"{title}.pdf"
        path.write_bytes(data)
        return measured(title, "Báo cáo bản 1", path, hashlib.sha256(data).hexdigest())

    return made


def bound(tmp_path, *annexes, most=10**9):
    folder = tmp_path / "out"
    folder.mkdir(exist_ok=True)
    binder = Binder("Báo cáo thử", pages("evaluation-1", "evaluation-2"), annexes, ("DỰ THẢO",))
    return bind(binder, folder, nobody, most=most)


def text_of(path):
    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def test_every_page_is_there_once_in_order_with_its_numbers(tmp_path, annex):
    (file,) = bound(tmp_path, annex("Gio Linh", pages("g-1", "g-2")), annex("Cam Lộ", pages("c-1")))

    found = text_of(file)

    assert ["evaluation-1" in found[0], "evaluation-2" in found[1]] == [True, True]
    assert "DANH MỤC PHỤ LỤC" in found[2]
    assert [text.split("\n")[0] for text in found[3:]] == ["g-1", "g-2", "c-1"]
    assert "Phụ lục 1 – trang 2/2" in found[4]
    assert "Phụ lục 2 – trang 1/1" in found[5]
    assert "Tập 1 – trang 6" in found[5]


def test_the_contents_name_the_page_on_which_an_annex_begins(tmp_path, annex):
    (file,) = bound(tmp_path, annex("Gio Linh", pages("g-1", "g-2")), annex("Cam Lộ", pages("c-1")))

    words = text_of(file)[2].split()

    row = words[words.index("Cam") : words.index("Cam") + 9]
    assert row[:2] == ["Cam", "Lộ"]
    assert row[-3:] == ["1", "6", "1"]


def test_bookmarks_lead_to_the_first_page_of_each_annex(tmp_path, annex):
    (file,) = bound(tmp_path, annex("Gio Linh", pages("g-1", "g-2")), annex("Cam Lộ", pages("c-1")))

    reader = pypdf.PdfReader(file)

    items = [item for item in reader.outline if not isinstance(item, list)]
    told = [(item.title, reader.get_destination_page_number(item)) for item in items]
    assert told == [
        ("Danh mục phụ lục", 2),
        ("Phụ lục 1. Gio Linh", 3),
        ("Phụ lục 2. Cam Lộ", 5),
    ]


def test_the_first_volume_tells_where_everything_is(tmp_path, annex):
    many = [annex(f"Huyện số {at}", pages(f"h-{at}")) for at in range(1, 5)]

    files = bound(tmp_path, *many, most=2 * many[0].bytes)

    assert [file.name for file in files] == ["tap-1.pdf", "tap-2.pdf"]
    first, second = (text_of(file) for file in files)
    assert all(f"Huyện số {at}" in first[2] for at in range(1, 5))
    assert "Huyện số 1" not in second[0]
    assert [text.split("\n")[0] for text in second[1:]] == ["h-3", "h-4"]
    assert "Tập 2 – trang 2" in second[1]


def test_the_same_again_is_the_same_bytes(tmp_path, annex):
    given = annex("Gio Linh", pages("g-1"))

    (first,) = bound(tmp_path, given)
    before = first.read_bytes()
    (again,) = bound(tmp_path, given)

    assert again.read_bytes() == before


def hostile():
    """A PDF with scripts, an attachment, a launcher and links."""
    with pikepdf.open(io.BytesIO(pages("foreign"))) as pdf:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
        pdf.Root.OpenAction = script
        pdf.attachments["virus.exe"] = b"MZ"
        page = pdf.pages[0]
        page.obj.AA = Dictionary(O=script)
        box = Array([0, 0, 100, 100])
        page.obj.Annots = Array(
            [
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=action)
                for action in (
                    script,
                    Dictionary(S=Name.Launch, F=String("cmd.exe")),
                    Dictionary(S=Name.URI, URI=String("javascript:alert(1)")),
                    Dictionary(S=Name.URI, URI=String("https://example.org/")),
                )
            ]
            + [Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=box)]
        )
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_scripts_and_attachments_of_a_foreign_file_stay_behind(tmp_path, annex):
    (file,) = bound(tmp_path, annex("Đơn vị", hostile()))

    with pikepdf.open(file) as pdf:
        links = [str(each.A.URI) for page in pdf.pages for each in page.obj.get(Name.Annots, [])]
        pdf.save(tmp_path / "plain.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert len(pdf.attachments) == 0
        assert not any(Name.AA in page.obj for page in pdf.pages)
        assert Name.OpenAction not in pdf.Root
    plain = (tmp_path / "plain.pdf").read_bytes()
    assert links == ["https://example.org/"]
    assert [word for word in (b"JavaScript", b"Launch", b"alert", b"virus") if word in plain] == []
    assert "foreign" in "".join(text_of(file))


def encrypted():
    with pikepdf.open(io.BytesIO(pages("secret"))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param(b"%PDF-1.7 and nothing", "tệp hỏng", id="broken"),
        pytest.param(encrypted(), "tệp có mật khẩu", id="locked"),
    ],
)
def test_what_cannot_be_bound_is_told_in_the_contents(tmp_path, annex, data, why):
    (file,) = bound(tmp_path, annex("Hỏng", data), annex("Cam Lộ", pages("c-1")))

    found = text_of(file)

    assert why in " ".join(found[2].split())
    assert len(found) == 4


def test_a_file_that_is_gone_is_told(tmp_path):
    assert measured("x", "y", tmp_path / "none.pdf", "0" * 64).fault == "không thấy tệp"


def test_a_file_that_is_no_longer_what_was_kept_is_told_and_not_bound(tmp_path, annex):
    whole = annex("Gio Linh", pages("g-1"))
    whole.path.write_bytes(pages("g-2"))

    changed = measured(whole.title, whole.about, whole.path, whole.sha256)

    assert (changed.fault, changed.pages, changed.bytes) == ("tệp hỏng", 0, 0)


def test_a_binder_has_the_id_of_what_it_is_made_from(tmp_path, annex):
    def identity(*annexes):
        (file,) = bound(tmp_path, *annexes)
        with pikepdf.open(file) as pdf:
            return bytes(pdf.trailer.ID[0])

    one, other = annex("Gio Linh", pages("g-1")), annex("Cam Lộ", pages("c-1"))
    ids = [identity(one), identity(one), identity(other), identity(one, other)]

    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_lies_on_its_side_is_stamped_as_it_is_seen(tmp_path, annex, turn):
    with pikepdf.open(io.BytesIO(pages("turned", size=(300, 500)))) as pdf:
        pdf.pages[0].Rotate = turn
        out = io.BytesIO()
        pdf.save(out)

    (file,) = bound(tmp_path, annex("Xoay", out.getvalue()))

    assert "Phụ lục 1 – trang 1/1" in text_of(file)[-1]


def test_a_font_that_several_annexes_share_is_stored_once(tmp_path, annex):
    with pikepdf.open(io.BytesIO(pages("font"))) as pdf:
        file = pdf.make_stream(b"the same font" * 500)
        descriptor = pdf.make_indirect(
            Dictionary(Type=Name.FontDescriptor, FontName=Name.Shared, FontFile2=file)
        )
        pdf.pages[0].Resources.Font.Shared = Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, FontDescriptor=descriptor
        )
        out = io.BytesIO()
        pdf.save(out)

    (made,) = bound(tmp_path, annex("Một", out.getvalue()), annex("Hai", out.getvalue()))

    with pikepdf.open(made) as pdf:
        fonts = {
            page.Resources.Font.Shared.FontDescriptor.FontFile2.objgen
            for page in pdf.pages
            if "/Shared" in page.Resources.get("/Font", {})
        }
    assert len(fonts) == 1


def test_whoever_waits_is_told_and_can_stop_it(tmp_path, annex):
    told = []

    def stop(done, of):
        told.append((done, of))
        if done == 2:
            raise InterruptedError

    binder = Binder("x", pages("e"), tuple(annex(f"{at}", pages("a")) for at in range(3)))

    with pytest.raises(InterruptedError):
        bind(binder, tmp_path, stop)
    assert told == [(1, 3), (2, 3)]


SIZES = st.lists(st.tuples(st.integers(1, 50), st.integers(1, 9)), max_size=30)


@given(sizes=SIZES, most=st.integers(1, 100))
def test_volumes_keep_order_and_are_as_large_as_they_may_be(sizes, most, tmp_path_factory):
    annexes = [
        Annex(str(at), "", tmp_path_factory.getbasetemp(), size, pages, "0" * 64)
        for at, (size, pages) in enumerate(sizes)
    ]

    volumes = parted(annexes, most=most)

    assert [each for volume in volumes for each in volume] == annexes
    assert all(len(v) == 1 or sum(a.bytes for a in v) <= most for v in volumes if v)
    where = placed(volumes, [3] * len(volumes))
    assert [each.number for each in where] == list(range(1, len(annexes) + 1))
    for before, after in pairwise(where):
        follows = before.volume == after.volume
        assert after.page == (before.page + before.annex.pages if follows else 4)
