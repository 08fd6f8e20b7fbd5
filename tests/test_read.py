import io
import json
import logging
import os
import random
import subprocess
import sys
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from index import read
from index.errors import ReadError
from index.records import Source

KNOWN = ".txt, .md, .html, .htm, .pdf, .docx, .jsonl"


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def only(path):
    (source,) = read.read(path)
    return source


def message(path):
    with pytest.raises(ReadError) as raised:
        list(read.read(path))
    text = str(raised.value)
    assert len(text.splitlines()) == 1
    assert text.startswith(f"{path}: ")
    return text.removeprefix(f"{path}: ")


def pdf(pages, title="", size=12):
    file = io.BytesIO()
    canvas = Canvas(file)
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    if title:
        canvas.setTitle(title)
    for lines in pages:
        canvas.setFont("STSong-Light", size)
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 24 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def encrypted(data, password, algorithm):
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="主人", algorithm=algorithm)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def archive(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return file.getvalue()


def with_part(data, name, change):
    """Return a zip archive with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        found = {part: parts.read(part) for part in parts.namelist()}
    found[name] = change(found[name])
    return archive(found)


# --- find ---------------------------------------------------------------------------------------


def test_find_walks_folders_in_order_without_hidden_files(tmp_path):
    for name in (
        *("b.txt", "a.MD", "sub/c.pdf", "sub/d.HTM", "sub/image.png", "README"),
        *(".hidden.txt", ".git/e.txt", "~$a.docx"),
    ):
        write(tmp_path / name, "文")
    expected = [tmp_path / name for name in ("a.MD", "b.txt", "sub/c.pdf", "sub/d.HTM")]
    assert read.find([tmp_path]) == expected
    assert read.find([tmp_path / "sub", tmp_path / "b.txt", tmp_path]) == expected


def test_find_has_a_file_once_and_stays_out_of_linked_folders(tmp_path):
    write(tmp_path / "a" / "b.txt", "文")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "c.txt").symlink_to(tmp_path / "a" / "b.txt")
    (tmp_path / "a" / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    assert [path.name for path in read.find([tmp_path])] in (["b.txt"], ["c.txt"])


def test_find_takes_a_hidden_file_that_is_named(tmp_path):
    path = write(tmp_path / ".notes.txt", "文")
    assert read.find([path, path]) == [path]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gone.txt", "expected a file or folder, but it does not exist; check the path"),
        ("a.txt/b.txt", "expected a file or folder, but it does not exist; check the path"),
        (
            "a.png",
            f"expected one of {KNOWN}, found the suffix '.png'; convert the file or rename it",
        ),
        ("README", f"expected one of {KNOWN}, found no suffix; convert the file or rename it"),
        ("empty", f"expected a folder with documents ({KNOWN}), found none below it; name another"),
        (
            "pipe.txt",
            "expected a regular file, found a device, pipe or socket; save a copy",
        ),
        ("nul\0.txt", "is no path (embedded null byte); check it"),
        (
            "x" * 300 + ".txt",
            "cannot be read (File name too long); check that you may read it, and try again",
        ),
    ],
)
def test_find_and_read_refuse_a_path(tmp_path, name, expected):
    for file in ("a.txt", "a.png", "README"):
        write(tmp_path / file, "文")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    path = tmp_path / name
    shown = str(path).replace("\0", "\\x00")
    with pytest.raises(ReadError) as raised:
        read.find([tmp_path / "a.txt", path])
    assert str(raised.value) == f"{shown}: {expected}"
    if name == "empty":
        expected = "expected a file, found a folder; name a file in it"
    with pytest.raises(ReadError) as raised:
        read.read(path)
    assert str(raised.value) == f"{shown}: {expected}"


def test_a_path_that_breaks_the_line_is_escaped(tmp_path):
    path = tmp_path / "一\n二\udc80.txt"
    with pytest.raises(ReadError) as raised:
        read.find([path])
    assert str(raised.value).startswith(f"{tmp_path}/一\\n二\\udc80.txt: expected")


def test_what_may_not_be_read_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path / "a.txt", "文")

    def denied(*_):
        raise PermissionError(13, "Permission denied")

    # The tests may run as root, who may read everything.
    monkeypatch.setattr("pathlib.Path.read_bytes", denied)
    monkeypatch.setattr("pathlib.Path.iterdir", denied)
    expected = "cannot be read (Permission denied); check that you may read it, and try again"
    assert message(path) == expected
    with pytest.raises(ReadError) as raised:
        read.find([tmp_path])
    assert str(raised.value) == f"{tmp_path}: {expected}"


def test_a_file_over_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(100 * 2**20 + 1)
    assert message(path) == "expected at most 100 MB, found 100.0 MB; split it into files"


def test_importing_read_loads_no_parser():
    code = (
        "import sys, index.read;"
        "print(sorted({'pypdf', 'docx', 'bs4', 'lxml', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# --- text and Markdown --------------------------------------------------------------------------


def test_text_is_kept_as_it_is(tmp_path):
    path = write(tmp_path / "a.TXT", "\ufeff  第一行\r\n\r\n第二行 \r\n")
    assert only(path) == Source("  第一行\n\n第二行 \n")


def test_text_in_gb18030(tmp_path):
    assert only(write(tmp_path / "a.txt", "发布会".encode("gb18030"))).text == "发布会"


def test_an_empty_text_is_refused(tmp_path):
    expected = "expected text, but the file is empty; put the text into it"
    assert message(write(tmp_path / "a.txt", "")) == expected
    assert message(write(tmp_path / "a.md", " \n")) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("前言\n\n# 发布会 实录 #\n# 又一个\n", "发布会 实录"),
        ("# **一季度**情况\n", "一季度情况"),
        ("## 小标题\n#不是标题\n", ""),
        ("```\n# 注释\n```\n# 标题\n", "标题"),
        ("#\n#   \n", ""),
    ],
)
def test_markdown_takes_its_title_from_the_first_heading(tmp_path, text, title):
    assert only(write(tmp_path / "a.md", text)).title == title


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("**时间**：2027年7月22日", "时间：2027年7月22日"),
        ("| **项目** | __金额__ |", "| 项目 | 金额 |"),
        ('- 详见[办法](https://example.org/a.html "全文")和![图一](a.png)', "- 详见办法和图一"),
        ("运行`make chat`", "运行make chat"),
        ("**“稳”字当头**，**（一）**", "“稳”字当头，（一）"),
        # No marks: names that are hidden, a product, a bullet, a rule, what has no end.
        ("中奖者张**，李**", "中奖者张**，李**"),
        ("5*8*3", "5*8*3"),
        ("* 第一点", "* 第一点"),
        ("***", "***"),
        ("**没有结束", "**没有结束"),
        ("[1] 见附件(一)", "[1] 见附件(一)"),
        ("snake__case__name", "snake__case__name"),
        ("```\n**代码**\n```\n**正文**", "```\n**代码**\n```\n正文"),
    ],
)
def test_markdown_is_read_without_the_marks_inside_its_lines(tmp_path, line, plain):
    assert only(write(tmp_path / "a.md", f"{line}\n")).text == f"{plain}\n"


# --- HTML ---------------------------------------------------------------------------------------


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def html(tmp_path, body, head=""):
    return only(write(tmp_path / "a.html", page(body, head)))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>第一段</p><p>第二段</p>", "第一段\n\n第二段"),
        ("<p>　　国务院\n  今天<b>举行</b>&nbsp; 会</p>", "国务院今天举行 会"),
        ("<p>the press\nbriefing</p>", "the press briefing"),
        ("一<br>二<br/><br>三", "一\n二\n\n三"),
        ("<h1>大</h1><h2>中<br>标</h2><h6>小</h6>文", "# 大\n\n## 中 标\n\n###### 小\n\n文"),
        ("<ul><li>甲</li><li>乙</li></ul>", "- 甲\n- 乙"),
        (
            "<ol><li><h3>甲</h3>文</li></ol><ul><li><h3>乙</h3></li></ul>",
            "### 1. 甲\n\n文\n\n### 乙",
        ),
        ("<ol><li>甲<li>乙</ol>后", "1. 甲\n2. 乙\n\n后"),
        ("<ol start='3'><li>甲<li value=7>乙<li>丙</ol>", "3. 甲\n7. 乙\n8. 丙"),
        ("<ol><li>甲<ol><li>子</ol><li></ol><p>后</p>", "1. 甲\n1. 子\n\n后"),
        ("<dl><dt>词</dt><dd>义</dd></dl>", "词\n义"),
        (
            "<table><tr><th>指标<th>数值</tr><tr><td>增速<td>5.2<br>%</tr></table>",
            "指标\t数值\n增速\t5.2 %",
        ),
        (
            "<table><tr><td><table><tr><td>一<td>二</table></td><td>三</td></tr></table>",
            "一\t二\n\n三",
        ),
        ("<table><tr><td><p>长文一</p><p>长文二</p></td></tr></table>", "长文一\n\n长文二"),
        ("<pre>一\n  二</pre>", "一\n二"),
        ("<p>&lt;b&gt; {{7*7}} &amp;amp; 😀</p>", "<b> {{7*7}} &amp; 😀"),
        ("<p>汉<ruby>字<rp>(</rp><rt>zì</rt><rp>)</rp></ruby></p>", "汉字"),
        ("甲<!-- 注 --><![CDATA[数]]>乙&#0;", "甲乙\ufffd"),
        ("<div><div>a<span>b</span></div>c</div>", "ab\n\nc"),
    ],
)
def test_html_keeps_structure_as_lines(tmp_path, body, text):
    assert html(tmp_path, body).text == text


@pytest.mark.parametrize(
    "frame",
    [
        "<script>var 甲 = '<p>乙</p>'</script>",
        "<style>p {}</style>",
        "<nav><ul><li>首页</li><li>新闻发布</li></ul></nav>",
        "<header><h1>网站</h1></header>",
        "<footer>版权所有</footer>",
        "<aside><p>相关阅读</p></aside>",
        "<form><label>搜索</label><button>提交</button></form>",
        "<noscript>请启用脚本</noscript>",
        "<template><p>模板</p></template>",
        "<p hidden>隐藏</p>",
        "<div style='color:red; DISPLAY : none'><p>隐藏</p></div>",
        "<span style='visibility:hidden'>隐藏</span>",
        "<select><option>选项</option></select><textarea>框</textarea>",
        "<svg><title>图标</title><text>图</text></svg>",
    ],
)
def test_html_leaves_out_what_surrounds_the_text(tmp_path, frame):
    assert html(tmp_path, f"{frame}<p>正文</p>", "<title>题</title>") == Source("正文", "题")


def test_html_keeps_the_header_of_an_article_and_a_form_around_the_page(tmp_path):
    body = "<form><article><header><h1>题</h1></header><p>正文正文正文</p></article></form>"
    assert html(tmp_path, body) == Source("# 题\n\n正文正文正文", "题")


def test_html_prefers_the_article_with_most_of_the_text(tmp_path):
    body = "<p>前</p><main><p>中</p><article><p>这是正文这是正文</p></article></main>"
    assert html(tmp_path, body).text == "这是正文这是正文"
    body = "<p>前</p><article>甲甲</article><article>乙乙</article>"
    assert html(tmp_path, body).text == "前\n\n甲甲\n\n乙乙"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title> 发布会\n实录 </title>", "<h1>别的</h1>", "发布会 实录"),
        ("", "<p>文</p><h1>发布<b>会</b></h1>", "发布会"),
        ("<title>发布会实录_新闻_某网</title>", "<h1>发布会实录</h1>", "发布会实录"),
        ("<title>发布会实录</title>", "<h1>发布会</h1>", "发布会实录"),
        ("", "<p>文</p>", ""),
    ],
)
def test_html_title(tmp_path, head, body, title):
    assert html(tmp_path, body, head).title == title


@pytest.mark.parametrize(
    ("label", "codec"),
    [("gb2312", "gb18030"), ("GBK", "gb18030"), ("big5", "big5hkscs"), ("utf-8", "utf-8")],
)
def test_html_is_read_in_the_encoding_it_names(tmp_path, label, codec):
    for meta in (
        f"<meta charset={label}>",
        f'<meta http-equiv="Content-Type" content="text/html; charset={label}">',
    ):
        data = page("<p>新聞發言人</p>", meta).encode(codec)
        assert only(write(tmp_path / "a.htm", data)).text == "新聞發言人"


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "gb18030", "utf-16-le"])
def test_html_may_name_a_wrong_encoding_or_none(tmp_path, codec):
    for meta in ("", "<meta charset='no-such'>", "<meta charset='iso-8859-1'>"):
        if codec == "gb18030" and "8859" in meta:
            continue
        data = page("<p>新闻发布会上，发言人说</p>", meta).encode(codec)
        assert only(write(tmp_path / "a.htm", data)).text == "新闻发布会上，发言人说"


@pytest.mark.parametrize(
    "tags", ["<div><table><tr><td>", "<main><article><header>", "<div><ul><li>", "<b><i>"]
)
def test_html_that_nests_without_end_is_read(tmp_path, tags):
    assert html(tmp_path, tags * 1500 + "文").text.removeprefix("- ") == "文"


def test_html_that_looks_like_xml_or_a_file_name_gives_no_warning(tmp_path):
    for text in ("<?xml version='1.0' encoding='gbk'?><html><p>文</p></html>", "<p>文</p>", "文"):
        assert only(write(tmp_path / "a.html", text)).text == "文"


def test_html_without_text_is_refused(tmp_path):
    expected = (
        "expected a page with text, found none that a reader sees; save the page again with a"
        " browser, or save its text as UTF-8 in a .txt file"
    )
    assert message(write(tmp_path / "a.html", page("<script>x</script>"))) == expected
    assert message(write(tmp_path / "b.html", "<!-- -->")) == expected


# --- PDF ----------------------------------------------------------------------------------------


def test_pdf_has_pages_and_a_title(tmp_path):
    data = pdf([["第一页说：", "数据是5.2%"], ["第二页"], [], ["第四页"]], "一季度发布会")
    source = only(write(tmp_path / "a.PDF", data))
    assert source == Source(
        "第一页说：\n数据是5.2%\n第二页\n\n第四页", "一季度发布会", pages=(0, 14, 18, 19)
    )
    assert source.text[14:17] == "第二页"
    assert source.text[19:] == "第四页"


@pytest.mark.parametrize(
    ("given_title", "title"),
    [
        ("国新办发布会 2026", "国新办发布会 2026"),
        ("untitled", ""),
        ("Microsoft Word - 稿子.doc", ""),
        ("发布会实录.docx", ""),
        ("文档1", ""),
        ("20260421-01", ""),
        ("PowerPoint Presentation", ""),
    ],
)
def test_pdf_title_must_look_like_one(tmp_path, given_title, title):
    assert only(write(tmp_path / "a.pdf", pdf([["文"]], given_title))).title == title


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_pdf_with_a_password(tmp_path, algorithm):
    data = pdf([["机密"]])
    path = write(tmp_path / "a.pdf", encrypted(data, "secret", algorithm))
    assert message(path) == (
        "expected a PDF that opens without a password, but it is encrypted; remove the password and"
        " try again"
    )
    assert only(write(path, encrypted(data, "", algorithm))).text == "机密"


def test_pdf_without_a_text_layer_is_refused(tmp_path):
    assert message(write(tmp_path / "a.pdf", pdf([[], []]))) == (
        "expected text, but none of its 2 pages has a text layer; it may be a scan: run OCR first,"
        " for example with ocrmypdf"
    )


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"not a pdf", "found a damaged file"),
        (b"%PDF-1.7\n", "found a damaged file"),
        (b" ", "but the file is empty"),
        (b"", "but the file is empty"),
    ],
)
def test_damaged_pdf_is_refused(tmp_path, data, found):
    text = message(write(tmp_path / "a.pdf", data))
    assert text.startswith("expected a PDF, ")
    assert found in text
    assert text.endswith("; open it in a PDF viewer, print it to a new PDF and try again")


def test_pdf_whose_text_refers_to_itself_is_refused_or_read(tmp_path):
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/X Do\nendstream",
        b"<< /Type /XObject /Subtype /Form /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>\n"
        b"stream\n/X Do\nendstream",
    ]
    data = b"%PDF-1.7\n"
    for number, content in enumerate(objects, 1):
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    data += b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n"
    assert message(write(tmp_path / "a.pdf", data)).startswith("expected ")


def test_pdf_library_is_quiet_while_reading_only(tmp_path, caplog):
    logger = logging.getLogger("pypdf")
    before = logger.level
    data = pdf([["发布会"]]).replace(b"startxref\n", b"startxref\n1")
    assert only(write(tmp_path / "a.pdf", data)).text == "发布会"
    assert message(write(tmp_path / "b.pdf", b"%PDF-1.7 broken")).startswith("expected a PDF")
    assert caplog.records == []
    assert logger.level == before
    _ = PdfReader(io.BytesIO(data)).pages[0]
    assert caplog.records != []


# --- Word ---------------------------------------------------------------------------------------


def words(path_or_data, tmp_path):
    return only(write(tmp_path / "a.docx", path_or_data))


def test_docx_keeps_order_headings_and_tables(tmp_path):
    document = docx.Document()
    document.add_paragraph("国新办发布会", style="Title")
    document.add_paragraph("第一段")
    document.add_heading("成绩", level=2)
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows, (("指标", "一月", "二月"), ("增速", "5%", "6%")), strict=False
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    merged = table.rows[2].cells[0].merge(table.rows[2].cells[1])
    merged.text = "合计"
    table.rows[2].cells[2].text = "11%\n以上"
    document.add_paragraph("")
    document.add_paragraph("要点一", style="List Bullet")
    document.add_paragraph("要点二", style="List Number")
    document.add_paragraph("第一行\n第二行\t完")
    assert words(saved(document), tmp_path) == Source(
        "# 国新办发布会\n\n第一段\n\n## 成绩\n\n指标\t一月\t二月\n增速\t5%\t6%\n合计\t11% 以上\n\n"
        "- 要点一\n\n1. 要点二\n\n第一行\n第二行 完",
        "国新办发布会",
    )


def test_docx_reads_tables_in_cells(tmp_path):
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "外"
    inner = outer.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "乙"
    assert words(saved(document), tmp_path).text == "外\n\n甲\t乙"


def test_docx_cell_that_lays_out_a_page_is_no_row(tmp_path):
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "长文一"
    cell.add_paragraph("长文二")
    assert words(saved(document), tmp_path).text == "长文一\n\n长文二"


def test_docx_heading_by_chinese_style_base_style_or_outline_level(tmp_path):
    document = docx.Document()
    chinese = document.styles.add_style("标题 3", WD_STYLE_TYPE.PARAGRAPH)
    based = document.styles.add_style("栏目", WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = document.styles["Heading 2"]
    document.add_paragraph("三级", style=chinese)
    document.add_paragraph("栏目一", style=based)
    for value in ("0", "9"):
        paragraph = document.add_paragraph(f"大纲{value}")
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), value)
        paragraph._p.get_or_add_pPr().append(level)
    document.add_heading("太深", level=9)
    assert words(saved(document), tmp_path).text == (
        "### 三级\n\n## 栏目一\n\n# 大纲0\n\n大纲9\n\n###### 太深"
    )


def test_docx_leaves_out_hidden_and_deleted_words(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("看得见")
    paragraph.add_run("隐藏").font.hidden = True
    paragraph.add_run("也看得见").font.hidden = False
    for tag, content in (("w:ins", "新增"), ("w:moveFrom", "移走"), ("w:hyperlink", "链接")):
        around = OxmlElement(tag)
        run = paragraph.add_run(content)._r
        around.append(run)
        paragraph._p.append(around)
    assert words(saved(document), tmp_path).text == "看得见也看得见新增链接"


def test_docx_title_from_the_properties_first(tmp_path):
    document = docx.Document()
    document.add_heading("正文标题", level=1)
    document.core_properties.title = "属性标题"
    assert words(saved(document), tmp_path).title == "属性标题"
    document.core_properties.title = "Word Document"
    assert words(saved(document), tmp_path).title == "正文标题"
    broken = with_part(saved(document), "docProps/core.xml", lambda _: b"<broken")
    assert message(write(tmp_path / "a.docx", broken)).startswith("expected a Word document")


def test_docx_without_text_is_refused(tmp_path):
    path = write(tmp_path / "a.docx", saved(docx.Document()))
    assert message(path) == (
        "expected text, found none (text in boxes and images is not read); add some"
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AGAIN = "; open it in Word or WPS, save it again as .docx and try again"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", f"found an empty file{AGAIN}"),
        (b"plain", f"found a file that is not a zip archive{AGAIN}"),
        (OLE + bytes(99), "found an old Word file (.doc); save it as .docx in Word or WPS"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "found an encrypted one; remove the password in Word and try again",
        ),
    ],
)
def test_what_is_no_docx_is_refused(tmp_path, data, found):
    path = write(tmp_path / "a.docx", data)
    assert message(path) == f"expected a Word document (.docx), {found}"


def test_docx_that_is_another_zip_archive_is_refused(tmp_path):
    text = message(write(tmp_path / "a.docx", archive({"a.txt": "文"})))
    assert text.startswith("expected a Word document (.docx), found a damaged file (KeyError: ")
    assert text.endswith(AGAIN)


def test_docx_that_unpacks_to_too_much_is_refused(tmp_path):
    bomb = archive({"word/document.xml": bytes(201 * 2**20)})
    assert len(bomb) < 10**6
    assert message(write(tmp_path / "a.docx", bomb)) == (
        "expected at most 200 MB when unpacked, found 201 MB; remove images or split the document"
    )


def test_docx_with_entities_that_multiply_is_harmless(tmp_path):
    laughs = b"<!DOCTYPE x [<!ENTITY a0 'ha'>" + b"".join(
        b"<!ENTITY a%d '%b'>" % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 12)
    )
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = laughs + f"]><w:document xmlns:w='{name}'><w:body><w:p><w:r><w:t>&a11;".encode()
    body += b"</w:t></w:r></w:p></w:body></w:document>"
    data = with_part(saved(docx.Document()), "word/document.xml", lambda _: body)
    assert message(write(tmp_path / "a.docx", data)).startswith("expected ")


# --- corpora ------------------------------------------------------------------------------------


def test_corpus_gives_a_text_a_line(tmp_path):
    path = write(
        tmp_path / "corpus.JSONL",
        '\ufeff{"_id": "q1", "title": "题", "text": "文一\\r\\n文二", "metadata": {}}\r\n'
        "\n"
        '{"_id": 7, "text": "坏\\ud800字"}\n'
        '{"_id": "只有题", "title": "标题", "text": " "}\n'
        '{"_id": "0", "title": null, "text": "文"}',
    )
    assert list(read.read(path)) == [
        Source("文一\n文二", "题", "q1"),
        Source("坏\ufffd字", "", "7"),
        Source("标题", "标题", "只有题"),
        Source("文", "", "0"),
    ]


def test_corpus_is_streamed(tmp_path):
    path = write(tmp_path / "a.jsonl", '{"_id": 1, "text": "文"}\nno\n')
    sources = read.read(path)
    assert next(sources).key == "1"
    with pytest.raises(ReadError, match="line 2: "):
        next(sources)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (b"{", "it is not JSON (Expecting property name enclosed in double quotes at column 2)"),
        (b"[]", "it is a list"),
        (b"3", "it is a number"),
        (b'{"text": "a"}', "'_id' is missing, not a string or a whole number"),
        (b'{"_id": true, "text": "a"}', "'_id' is true or false, not a string or a whole number"),
        (b'{"_id": 1.5, "text": "a"}', "'_id' is a number, not a string or a whole number"),
        (b'{"_id": " ", "text": "a"}', "'_id' is empty"),
        (b'{"_id": "a\\nb", "text": "a"}', "'_id' holds a control character"),
        (b'{"_id": 1}', "'text' is missing, not a string"),
        (b'{"_id": 1, "text": {}}', "'text' is an object, not a string"),
        (b'{"_id": 1, "title": [], "text": "a"}', "'title' is a list, not a string"),
        (b'{"_id": 1, "text": "ab\\u0000"}', "'text' holds a NUL character at offset 2"),
        (b'{"_id": 1, "title": "", "text": "\\n"}', "both 'text' and 'title' are empty"),
        (b'{"_id": 1, "text": "\xff"}', "byte 21 of it is not UTF-8"),
        (b"[" * 10**5, "it is JSON that is too large or too deep"),
        (b'{"_id": 1' + b"0" * 5000 + b"}", "it is JSON that is too large or too deep"),
    ],
)
def test_corpus_names_the_bad_line(tmp_path, line, found):
    path = write(tmp_path / "a.jsonl", b'{"_id": 0, "text": "good"}\n\n' + line + b"\n")
    assert message(path) == (
        'line 3: expected one object such as {"_id": "1", "title": "…", "text": "…"}; '
        f"{found}; mend or remove the line"
    )


def test_corpus_without_lines_is_refused(tmp_path):
    for data in ("", "\n \n", "\ufeff"):
        assert message(write(tmp_path / "a.jsonl", data)) == (
            'expected one object such as {"_id": "1", "title": "…", "text": "…"} a line, but the'
            " file is empty; write the corpus again"
        )


def test_corpus_line_without_end_is_refused(tmp_path):
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.truncate(65 * 2**20)
    assert "line 1: " in message(path)
    assert "found more than 64 MB without a line end" in message(path)


# --- any bytes at all ---------------------------------------------------------------------------


def survives(path, data):
    """Read any bytes: sound texts or a ReadError on one line."""
    path.write_bytes(data)
    try:
        sources = list(read.read(path))
    except ReadError as error:
        assert len(str(error).splitlines()) == 1
        assert str(error).startswith(f"{path}: ")
        return
    assert sources
    for source in sources:
        assert source.text.strip()
        for text in (source.text, source.title, source.key):
            assert "\0" not in text
            text.encode("utf-8")
        assert list(source.pages) == sorted(source.pages)
        assert all(0 <= start <= len(source.text) for start in source.pages)


@pytest.fixture(scope="module")
def whole():
    document = docx.Document()
    document.add_heading("标题", level=1)
    document.add_paragraph("一季度增长5.2%。")
    document.add_table(rows=1, cols=2).cell(0, 0).text = "甲"
    body = "<h1>标题</h1><ol><li>甲</ol><table><tr><td>一<td>二</table><form>"
    entry = {"_id": "一", "title": "题", "text": "一季度增长5.2%。"}
    return {
        ".txt": "发布会：一季度增长5.2%。\n".encode("gb18030"),
        ".md": "# 标题\n\n一季度增长5.2%。\n".encode(),
        ".html": page(body, "<meta charset=gbk><title>题</title>").encode("gbk"),
        ".pdf": pdf([["第一页"], ["一季度增长5.2%。"]], "标题"),
        ".docx": saved(document),
        ".jsonl": (json.dumps(entry) + "\n" + json.dumps(entry, ensure_ascii=False)).encode(),
    }


SUFFIXES = [".txt", ".md", ".html", ".pdf", ".docx", ".jsonl"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_truncated_files_are_read_or_refused(suffix, whole, tmp_path):
    data = whole[suffix]
    for length in range(0, len(data), max(1, len(data) // 60)):
        survives(tmp_path / f"a{suffix}", data[:length])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_files_with_flipped_bytes_are_read_or_refused(suffix, whole, tmp_path):
    draw = random.Random(suffix)
    for _ in range(60):
        data = bytearray(whole[suffix])
        for _ in range(draw.choice((1, 3, 30))):
            data[draw.randrange(len(data))] = draw.randrange(256)
        survives(tmp_path / f"a{suffix}", bytes(data))


def test_docx_with_flipped_bytes_inside_is_read_or_refused(whole, tmp_path):
    draw = random.Random(0)

    def flipped(xml):
        data = bytearray(xml)
        for _ in range(3):
            data[draw.randrange(len(data))] = draw.randrange(32, 127)
        return bytes(data)

    for name in ("word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"):
        for _ in range(8):
            survives(tmp_path / "a.docx", with_part(whole[".docx"], name, flipped))


@settings(max_examples=60)
@given(st.sampled_from(SUFFIXES), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path_factory, suffix, data):
    survives(tmp_path_factory.getbasetemp() / f"any{suffix}", data)


TAGS = "p div table tr td li ol ul h1 br pre form article header nav b script template title svg"


@settings(max_examples=80)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{tag}>" for tag in TAGS.split()]),
            st.sampled_from([f"</{tag}>" for tag in TAGS.split()]),
            st.sampled_from(
                ["<p hidden>", "<ol start=x>", "<li value=-3>", "&#xd800;", "<!--", "]]>"]
            ),
            st.text(max_size=5),
        )
    )
)
def test_any_tags_are_read_or_refused(tmp_path_factory, parts):
    path = tmp_path_factory.getbasetemp() / "tags.html"
    survives(path, "".join(parts).encode("utf-8", "replace"))


@settings(max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=4),
        lambda inner: st.dictionaries(st.sampled_from(["_id", "title", "text"]), inner),
    )
)
def test_any_json_is_read_or_refused(tmp_path_factory, value):
    survives(tmp_path_factory.getbasetemp() / "any.jsonl", json.dumps(value).encode())
