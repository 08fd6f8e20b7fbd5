"""What goes wrong on the page, in Chinese: messages of the real readers, store and search."""

import docx
import pytest
from hashing import Hashing
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from chatbot.ui.faults import said
from index import build, read, search
from index.errors import UserError
from index.readers import docx as read_docx


def error_of(work, *given):
    with pytest.raises(UserError) as error:
        result = work(*given)
        list(result or ())
    return error.value


def a_pdf(path, password=""):
    canvas = Canvas(str(path))
    canvas.rect(10, 10, 100, 100)
    canvas.showPage()
    canvas.save()
    if password:
        writer = PdfWriter(clone_from=PdfReader(path))
        writer.encrypt(password)
        writer.write(path)


def a_word_file(path):
    docx.Document().save(path)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("图.png", b"PNG", "只能收录 .txt, .md, .html, .htm, .pdf, .docx, .jsonl 文件，"
         "这个文件是 .png；请转换格式或改名。"),
        ("图", b"x", "只能收录 .txt, .md, .html, .htm, .pdf, .docx, .jsonl 文件，"
         "这个文件没有扩展名；请改名。"),
        ("空.txt", b" \n", "文件是空的。"),
        ("空.pdf", b"", "文件是空的。"),
        ("空.docx", b"", "文件是空的。"),
        ("坏.docx", b"PK no",
         "不是 Word 文件（.docx），或已损坏；请在 Word 或 WPS 中打开，另存为 .docx 再试。"),
        ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
         "这是旧式 Word 文件（.doc）；请另存为 .docx。"),
        ("锁.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         "Word 文件有密码，打不开；请去掉密码再试。"),
        ("无.docx", a_word_file, "没有找到文字（文本框和图片里的文字不读）。"),
        ("扫描.pdf", a_pdf, "共 1 页，都没有文字层，可能是扫描件；请先做文字识别（OCR）。"),
        ("无页.pdf", lambda path: PdfWriter().write(path),
         "这份 PDF 一页也没有；请用 PDF 阅读器打开，重新打印成 PDF 再试。"),
        ("锁.pdf", lambda path: a_pdf(path, "p"), "PDF 有密码，打不开；请去掉密码再试。"),
        ("空.html", b"<script>1</script>",
         "网页里没有看得见的文字；请用浏览器重新保存，或把文字存成 UTF-8 的 .txt。"),
        ("二进制.txt", "文字".encode() + b"\0" * 9,
         "不像文字，像二进制文件；如果是文字，请存成 UTF-8 再试。"),
        ("乱.txt", b"\xff\xff\xff\xff\xff", "认不出文字的编码；请存成 UTF-8 再试。"),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_in_chinese(tmp_path, name, content, words):
    path = tmp_path / name
    if callable(content):
        content(path)
    else:
        path.write_bytes(content)
    error = error_of(read.read, path)
    assert said(error, "zh") == f"{path}：{words}"
    assert said(error, "en") == str(error)


def test_damaged_and_large_files_say_what_was_found(tmp_path, monkeypatch):
    damaged = tmp_path / "坏.pdf"
    damaged.write_bytes(b"%PDF-1.4 broken")
    words = said(error_of(read.read, damaged), "zh")
    assert words.startswith(f"{damaged}：PDF 已损坏（")
    assert words.endswith("）；请用 PDF 阅读器打开，重新打印成 PDF 再试。")
    monkeypatch.setattr(read, "_LIMIT_MB", 1)
    large = tmp_path / "大.txt"
    large.write_bytes(b"a" * 2**21)
    assert said(error_of(read.read, large), "zh") == (
        f"{large}：最多 1 MB，这个文件有 2.0 MB；请分成几个文件。"
    )
    monkeypatch.setattr(read_docx, "_LIMIT_MB", 0)
    a_word_file(tmp_path / "大.docx")
    assert "：最多 0 MB，这个文件有 1 MB；" in said(error_of(read.read, tmp_path / "大.docx"), "zh")


def test_what_the_store_and_the_search_refuse(tmp_path):
    encoder, store = Hashing(), tmp_path / "store"
    assert said(error_of(build.index_text, "", "", store, encoder, 300), "zh") == (
        "没有文字；请先粘贴简报的正文。"
    )
    build.index_text("末班车延长。", "车", store, encoder, 300)
    assert said(error_of(build.rename, "车", " ", store, encoder, 300), "zh") == (
        "标题是空的；请填写标题。"
    )
    assert said(error_of(build.rename, "船", "a", store, encoder, 300), "zh") == (
        "没有收录“船”，可能刚被移除。"
    )
    assert said(error_of(search.checked, "长" * 2001), "zh") == (
        "问题有 2,001 字，最多 2,000 字；请缩短。"
    )
    assert said(error_of(search.checked, "a\0"), "zh") == "问题里有无法识别的字符；请重新输入。"


def test_what_is_not_known_stays_as_it_is():
    assert said("disk on fire", "zh") == "disk on fire"
