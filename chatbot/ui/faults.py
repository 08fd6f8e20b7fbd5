"""What went wrong, in the language of the page. The English message is the key, as in gettext."""

import re

from chatbot.settings import Language

# What a reader of the page can meet: how the message reads, and what it says in Chinese, where {1}
# is the first group. What is not here stays English. Messages about a file begin with its name.
_CHINESE = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"expected one of (.+), found the suffix '(.*)'; .*",
         "只能收录 {1} 文件，这个文件是 {2}；请转换格式或改名"),
        (r"expected one of (.+), found no suffix; .*",
         "只能收录 {1} 文件，这个文件没有扩展名；请改名"),
        (r"expected (?:text|a PDF), but the file is empty; .*", "文件是空的"),
        (r"expected a Word document \(\.docx\), found an empty file; .*", "文件是空的"),
        (r"expected a Word document \(\.docx\), found an encrypted one; .*",
         "Word 文件有密码，打不开；请去掉密码再试"),
        (r"expected a Word document \(\.docx\), found an old Word file \(\.doc\); .*",
         "这是旧式 Word 文件（.doc）；请另存为 .docx"),
        (r"expected a Word document \(\.docx\), found a file that is not a zip archive; .*",
         "不是 Word 文件（.docx），或已损坏；请在 Word 或 WPS 中打开，另存为 .docx 再试"),
        (r"expected a Word document \(\.docx\), found a damaged file \((.*)\); .*",
         "Word 文件已损坏（{1}）；请在 Word 或 WPS 中打开，另存为 .docx 再试"),
        (r"expected a PDF, found a damaged file \((.*)\); .*",
         "PDF 已损坏（{1}）；请用 PDF 阅读器打开，重新打印成 PDF 再试"),
        (r"expected text, but none of its (\d+) pages has a text layer; .*",
         "共 {1} 页，都没有文字层，可能是扫描件；请先做文字识别（OCR）"),
        (r"expected a PDF with pages, found one without; .*",
         "这份 PDF 一页也没有；请用 PDF 阅读器打开，重新打印成 PDF 再试"),
        (r"expected a PDF that opens without a password, .*", "PDF 有密码，打不开；请去掉密码再试"),
        (r"expected text, found none \(.*", "没有找到文字（文本框和图片里的文字不读）"),
        (r"expected a page with text, found none that a reader sees; .*",
         "网页里没有看得见的文字；请用浏览器重新保存，或把文字存成 UTF-8 的 .txt"),
        (r"expected text, found (?:a NUL byte|\d+ control characters).*",
         "不像文字，像二进制文件；如果是文字，请存成 UTF-8 再试"),
        (r"expected .*(?:bytes that are none of them|found bytes that are not); .*",
         "认不出文字的编码；请存成 UTF-8 再试"),
        (r"expected at most (\d+) MB(?: when unpacked)?, found ([\d.]+) MB; .*",
         "最多 {1} MB，这个文件有 {2} MB；请分成几个文件"),
        (r"expected the text of a briefing, found nothing; .*", "没有文字；请先粘贴简报的正文"),
        (r"expected a title for .*, found nothing; .*", "标题是空的；请填写标题"),
        (r"the store .* has no document '(.*)'; .*", "没有收录“{1}”，可能刚被移除"),
        (r"the store .* is being written by another process; .*",
         "另一个程序正在写入；请稍后再试"),
        (r"the store .* cannot be written \((.*)\); .*", "无法写入（{1}）；原有内容不受影响"),
        (r"the question has ([\d,]+) characters, at most ([\d,]+) are read; .*",
         "问题有 {1} 字，最多 {2} 字；请缩短"),
        (r"the question holds (?:bytes that are not UTF-8|NUL bytes).*",
         "问题里有无法识别的字符；请重新输入"),
    )
)  # fmt: skip
_NAMED = re.compile(r"(?P<name>.+?): (?P<problem>expected .*)", re.DOTALL)


def said(error: Exception | str, language: Language) -> str:
    """Return the message of ``error`` in ``language``; in English if there is no other."""
    message = str(error)
    if language == "en":
        return message
    named = _NAMED.fullmatch(message)
    name, problem = (f"{named['name']}：", named["problem"]) if named else ("", message)
    for pattern, words in _CHINESE:
        if found := pattern.fullmatch(problem):
            for number, group in enumerate(found.groups(), 1):
                words = words.replace(f"{{{number}}}", group)
            return f"{name}{words}。"
    return message
