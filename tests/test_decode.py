import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ReadError
from index.readers import decode

PATH = Path("稿.txt")
BRIEFING = "国务院新闻办举行发布会：一季度增长5.2%。\n记者——朱镕基·喆问：AI“怎么样”？\n"
TRADITIONAL = "國務院臺灣事務辦公室發言人表示，兩岸關係和平發展符合兩岸同胞共同利益。"


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "utf-16-le"]
)
def test_every_encoding_gives_the_same_text(codec):
    assert decode.text(BRIEFING.encode(codec), PATH) == BRIEFING


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
    ],
)
def test_byte_order_marks(mark, codec):
    assert decode.text(mark + "第一季度".encode(codec), PATH) == "第一季度"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [BRIEFING, TRADITIONAL, "Plain English words.\n", "一二三四五六七八"]
)
def test_utf16_without_a_mark(codec, text):
    assert decode.text(text.encode(codec), PATH) == text


def test_gb18030_holds_traditional_and_rare_characters():
    assert decode.text(TRADITIONAL.encode("gb18030"), PATH) == TRADITIONAL
    assert decode.text("朱镕基总理".encode("gbk"), PATH) == "朱镕基总理"
    assert decode.text("记者：𠮷田？他说".encode("gb18030"), PATH) == "记者：𠮷田？他说"


def test_utf8_wins_over_the_declared_encoding():
    assert decode.text("发布会".encode(), PATH, "gb18030") == "发布会"
    assert decode.text("發言人".encode("big5"), PATH, "big5hkscs") == "發言人"


def test_line_ends_become_one_kind():
    assert decode.text("一\r\n二\r三\f四\v五\x85六\u2028七\n八".encode(), PATH) == (
        "一\n二\n三\n四\n五\n六\n七\n八"
    )


def test_a_stray_control_character_is_left_out():
    assert decode.text(b"\x02" + b"a" * 200, PATH) == "a" * 200


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "expected text, but the file is empty; put the text into it"),
        (b" \r\n\t", "expected text, but the file is empty; put the text into it"),
        (b"\xef\xbb\xbf\n", "expected text, but the file is empty; put the text into it"),
        (
            b"abc\0def",
            "expected text, found a NUL byte at offset 3, as in binary files; if it is text, save"
            " it as UTF-8 and try again",
        ),
        (
            b"\x01\x02abc",
            "expected text, found 2 control characters, as in binary files; if it is text, save it"
            " as UTF-8 and try again",
        ),
        (
            b"caf\xe9 au lait",
            "expected text in UTF-8, UTF-16, UTF-32 or GB18030, found bytes that are none of them;"
            " if it is text, save it as UTF-8 and try again",
        ),
        (
            b"\xff\xfea",
            "expected UTF-16-LE text, as its byte order mark says, found bytes that are not; if it"
            " is text, save it as UTF-8 and try again",
        ),
        (
            b"\xff\xfe\x00\xd8a\0",
            "expected UTF-16-LE text, as its byte order mark says, found bytes that are not; if it"
            " is text, save it as UTF-8 and try again",
        ),
    ],
)
def test_what_is_no_text_is_refused(data, message):
    with pytest.raises(ReadError) as raised:
        decode.text(data, PATH)
    assert str(raised.value) == f"稿.txt: {message}"


@pytest.mark.parametrize("seed", range(50))
def test_random_bytes_are_not_taken_for_gb18030(seed):
    with pytest.raises(ReadError):
        decode.text(random.Random(seed).randbytes(100), PATH)


@pytest.mark.parametrize("seed", range(50))
def test_random_pairs_of_high_bytes_are_not_taken_for_gb18030(seed):
    draw = random.Random(seed)
    pairs = [bytes((draw.randint(0x81, 0xFE), draw.randint(0x80, 0xFE))) for _ in range(60)]
    with pytest.raises(ReadError, match="none of them"):
        decode.text(b"".join(pairs), PATH)


@pytest.mark.parametrize(
    "data",
    [
        TRADITIONAL.encode("big5"),
        "日本の報道官は記者会見で述べた。".encode("shift_jis"),
        "It’s the minister’s view, and that’s all".encode("cp1252"),
    ],
)
def test_other_encodings_are_not_taken_for_gb18030(data):
    with pytest.raises(ReadError, match="none of them"):
        decode.text(data, PATH)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_text_comes_back(text):
    text = "文" + text.replace("\u2028", "").replace("\u2029", "")
    assert decode.text(text.encode(), PATH) == text


@given(st.binary())
def test_any_bytes_are_clean_text_or_refused(data):
    try:
        text = decode.text(data, PATH)
    except ReadError as error:
        assert str(error).startswith("稿.txt: expected ")
        assert len(str(error).splitlines()) == 1
    else:
        assert text.strip()
        assert text.splitlines() == text.removesuffix("\n").split("\n")


def test_clean_joins_pairs_and_replaces_lone_surrogates():
    assert decode.clean("a\ud83d\ude00b\ud83dc\ude00") == "a😀b\ufffdc\ufffd"
    assert decode.clean("a\0b\x1bc\r\n") == "abc\n"


def test_radicals_that_a_pdf_has_for_characters_are_read_as_these():
    spoiled = "⺠航局副局⻓⻩云⻜：全⾏业⽤⼾同⽐增⻓10.5%"
    assert decode.clean(spoiled) == "民航局副局长黄云飞：全行业用户同比增长10.5%"
    assert decode.text(spoiled.encode(), PATH) == decode.clean(spoiled)


def test_each_radical_becomes_one_character():
    # What is no radical stays, and so does a mere part of a character.
    every = "".join(map(chr, range(0x2E80, 0x2FDC)))
    read = decode.clean(every)
    assert len(read) == len(every)
    assert [sign for sign in read if 0x2F00 <= ord(sign) < 0x2FD6] == []
    assert decode.clean("⺀⿰女") == "⺀⿰女"
