"""Files as units send them: small, whole, or wrong in one way."""

from __future__ import annotations

import io
import zipfile

import docx
import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 64
OLD_MACROS = OLD_WORD + "_VBA_PROJECT".encode("utf-16-le")
OLD_LOCKED = OLD_WORD + "EncryptedPackage".encode("utf-16-le")


def pdf(*words: str) -> bytes:
    """A PDF with a page for each of these words."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for each in words or ("bao cao",):
        canvas.drawString(100, 400, each)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def armed_pdf() -> bytes:
    """A PDF that runs a script when opened, carries a file, and links to a program."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("vu khi"))) as made:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        made.Root.OpenAction = script
        made.Root.AA = Dictionary(WC=script)
        made.attachments["ma.exe"] = b"MZ attached"
        page = made.pages[0]
        page.obj.AA = Dictionary(O=script)
        launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=launch)
        page.obj.Annots = Array([link])
        made.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("kin"))) as made:
        made.save(out, encryption=pikepdf.Encryption(user="mat-khau", owner="chu"))
    return out.getvalue()


def word(words: str = "Báo cáo", **more: bytes) -> bytes:
    """A Word document; further parts by name, dots and slashes written as ``__`` and ``___``."""
    out = io.BytesIO()
    made = docx.Document()
    made.add_paragraph(words)
    made.save(out)
    with zipfile.ZipFile(out, "a") as parts:
        for name, data in more.items():
            parts.writestr(name.replace("___", "/").replace("__", "."), data)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    """An archive that is no document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()
