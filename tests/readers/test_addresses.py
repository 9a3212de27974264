"""Nothing that a file names is asked for while it is read; all contents invented."""

import io
import shutil
import socket
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from helpers.audit import audit
from helpers.errors import InputError
from helpers.invented import invented_parts, invented_report
from helpers.invented.kinds import KINDS
from helpers.invented.packages import packed
from helpers.invented.words import docx_bytes
from helpers.parsing import read_report
from helpers.readers import office
from rtf import rtf_bytes

SECRET = "机密六一七"
"""Words of a file that lies beside the report and belongs to nobody's report."""
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def unpacked(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


class Asked:
    """A server of this machine that notes what it is asked for."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        asked = self.paths

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(SECRET.encode())

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 — named by http.server

            def log_message(self, *words: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def asked() -> Iterator[Asked]:
    server = Asked()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "private" / "secret.txt"
    path.parent.mkdir()
    path.write_text(SECRET, encoding="utf-8")
    return path


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Let every look-up and connection of this process fail, and note it."""
    tried: list[object] = []

    def refuse(*words: object, **named: object) -> object:
        tried.append(words)
        raise OSError("no network in this test")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def page(root: str, secret: Path) -> bytes:
    """A page that names addresses in every way that a browser follows by itself."""
    named = f"""<base href="{root}/base/"><meta http-equiv="refresh" content="0; url={root}/next">
    <link rel="stylesheet" href="{root}/style.css"><link rel="preload" href="{root}/pre">
    <style>@import url({root}/import.css); p {{ background: url({root}/back.png) }}</style>
    <script src="{root}/run.js"></script>"""
    shown = f"""<img src="{root}/a.png" srcset="{root}/b.png 2x"><iframe src="{root}/f.html"></iframe>
    <iframe src="{secret.as_uri()}"></iframe><iframe src="private/secret.txt"></iframe>
    <img src="../../../../etc/hostname"><object data="{root}/o.pdf"></object>
    <embed src="{root}/e.swf"><video poster="{root}/v.png"></video>
    <svg><image href="{root}/s.png"/><use href="{root}/u.svg#a"/></svg>
    <div style="background: url('{root}/d.png')"></div>
    <table background="{root}/t.png"><tr><td>x</td></tr></table>"""
    text = invented_report("2021", {}, "html").replace("<head>", f"<head>{named}")
    return text.replace("</body>", f"{shown}</body>").encode()


def word(root: str, secret: Path) -> bytes:
    """A Word document with pictures, parts, templates and fields that stand elsewhere."""
    link = '<Relationship Id="{}" Type="{}" TargetMode="External" Target="{}"/>'
    targets = [("e1", "image", f"{root}/a.png"), ("e2", "aFChunk", f"{root}/b.html"),
               ("e3", "attachedTemplate", f"{root}/c.dotm"), ("e4", "image", secret.as_uri()),
               ("e5", "aFChunk", secret.as_uri()), ("e6", "oleObject", f"{root}/o.bin"),
               ("e7", "image", "../../../../etc/hostname")]  # fmt: skip
    rels = "".join(link.format(name, f"{_R}/{kind}", to) for name, kind, to in targets)
    blips = "".join(
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{_R}" r:link="{name}" r:embed="{name}"/></w:drawing></w:r></w:p>'
        f'<w:altChunk xmlns:r="{_R}" r:id="{name}"/>'
        for name, *_ in targets
    )
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT '
        f'"{secret}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    parts = unpacked(docx_bytes(invented_parts("2021"), blips + field))
    parts["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rels}</Relationships>"
    )
    return packed(parts)


def book(root: str, secret: Path) -> bytes:
    """A workbook whose cells ask for addresses."""
    parts = unpacked(KINDS["xlsx, one sheet"].write(invented_parts("2021")))
    name = next(n for n in parts if "sheet1" in n)
    formula = (
        f'<row r="900"><c r="A900" t="str"><f>WEBSERVICE("{root}/a")</f><v>1</v></c></row>'
        f'<row r="901"><c r="A901" t="str"><f>\'[{secret.as_uri()}]a\'!A1</f><v>1</v></c></row>'
    )
    parts[name] = parts[name].replace("</sheetData>", f"{formula}</sheetData>")
    return packed(parts)


def sheet(root: str, _: Path) -> bytes:
    """A CSV file whose cells ask for addresses when a program for sheets opens it."""
    text = KINDS["csv"].write(invented_parts("2021"))
    return text + f'"=WEBSERVICE(""{root}/a"")",=IMPORTDATA("{root}/b")\n'.encode()


def printed(root: str, secret: Path) -> bytes:
    """A PDF that opens an address, and whose further streams stand in other files."""
    data = KINDS["pdf, ruled"].write(invented_parts("2021"))
    opens = f"/Catalog /OpenAction << /S /URI /URI ({root}/a) >> /AA << /O << /S /Launch /F ({secret}) >> >>"
    return data.replace(b"/Catalog", opens.encode(), 1)


WRITTEN: dict[str, Callable[[str, Path], bytes]] = {
    "html": page, "docx": word, "xlsx": book, "csv": sheet, "pdf": printed,
}  # fmt: skip


@pytest.mark.parametrize("suffix", WRITTEN)
def test_nothing_that_a_report_names_is_asked_for_while_it_is_read(
    tmp_path: Path, asked: Asked, secret: Path, no_network: list[object], suffix: str
) -> None:
    path = tmp_path / f"report.{suffix}"
    path.write_bytes(WRITTEN[suffix](asked.root, secret))
    report = read_report(path)
    done = audit(report)
    assert done.results
    assert report.agency == "云岚市青禾镇人民政府"
    assert SECRET not in repr(report)
    assert asked.paths == []
    assert no_network == []


ENTITIES = (
    '<!DOCTYPE a [<!ENTITY b SYSTEM "{root}/b.txt">]>',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "{file}">]>',
    '<!DOCTYPE a [<!ENTITY % b SYSTEM "{root}/b.dtd"> %b;]>',
    '<!DOCTYPE a SYSTEM "{root}/a.dtd">',
)


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "ofd"])
@pytest.mark.parametrize("declared", ENTITIES)
def test_an_entity_that_stands_elsewhere_is_refused_and_not_looked_up(
    tmp_path: Path, asked: Asked, secret: Path, no_network: list[object], suffix: str, declared: str
) -> None:
    kind = next(kind for kind in KINDS.values() if kind.suffix == f".{suffix}")
    said = declared.format(root=asked.root, file=secret.as_uri())
    wanted = {"docx": "word/document.xml", "xlsx": "sheet1.xml", "ofd": "OFD.xml"}[suffix]
    parts = unpacked(kind.write(invented_parts("2021")))
    name = next(name for name in parts if name.endswith(wanted))
    before, mark, after = parts[name].rpartition("?>")
    parts[name] = before + mark + said + after.replace("</", "&b;</", 1)
    path = tmp_path / f"report.{suffix}"
    path.write_bytes(packed(parts))
    with pytest.raises(InputError) as caught:
        read_report(path)
    assert caught.value.code == "damaged"
    assert asked.paths == []
    assert no_network == []


@pytest.mark.skipif(
    not any(map(shutil.which, office.PROGRAMS)), reason="LibreOffice is not installed"
)
def test_libreoffice_asks_for_nothing_that_an_old_file_names(
    tmp_path: Path, asked: Asked, secret: Path
) -> None:
    local, remote = (str(secret), secret.as_uri()), (f"{asked.root}/a.png",)
    wheres = {
        "INCLUDEPICTURE": remote,
        "INCLUDETEXT": local + remote,
        "LINK Word.Document.8": local + remote,
    }
    fields = "".join(
        f'{{\\field{{\\*\\fldinst {what} "{where}" \\\\d}}{{\\fldrslt 甲}}}}\\par '
        for what, named in wheres.items()
        for where in named
    )
    template = f"{{\\*\\template {asked.root}/t.dotm}}"
    path = tmp_path / "report.rtf"
    path.write_bytes(rtf_bytes(fields, before=template))
    assert SECRET not in repr(read_report(path))
    assert asked.paths == []
