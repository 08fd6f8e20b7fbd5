"""Short forms of officialese are asked for by the form that the briefings have."""

import pytest

from chatbot.language.abbreviations import alike, written_out


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("GDP是多少？", "地区生产总值为100亿元", "GDP（生产总值）是多少？"),
        ("生产总值是多少？", "GDP为100亿元", "生产总值（GDP）是多少？"),
        # A form that the briefings have stays; so does one whose other form they lack too.
        ("社零增长多少？", "社零增长3%，社会消费品零售总额", "社零增长多少？"),
        ("社零增长多少？", "利率为3%", "社零增长多少？"),
        # Letters inside another word are none: 'ai' in 'Shanghai', 'M2' in 'M20'.
        ("Shanghai的M20有多少？", "人工智能与广义货币", "Shanghai的M20有多少？"),
        ("gdp和工信部", "生产总值，工业和信息化部", "gdp（生产总值）和工信部（工业和信息化部）"),
    ],
)
def test_the_other_form_goes_into_brackets_where_only_it_is_known(question, text, expected):
    assert written_out(question, lambda words: words in text) == expected


def test_other_forms_of_one_thing():
    assert alike("ppi") == ["生产者出厂价格"]
    assert alike("液化天然气") == ["LNG"]
    assert alike("天气") == []
