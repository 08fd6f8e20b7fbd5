"""Times of day in the words of a claim and of a briefing."""

import pytest

from chatbot.verify.clocks import clocks, differences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不早于20时30分结束", [510]),
        ("夜里看到八点半", [510]),
        ("上午10时开始", [600]),
        ("末班车延长到次日0时30分", [30]),
        ("讲三点意见", []),
        ("提高2.5个百分点", []),
        ("用时30分钟", []),
    ],
)
def test_times_of_day_are_minutes_of_half_a_day(text, expected):
    assert [minutes for minutes, _ in clocks(text)] == expected


def test_a_time_differs_only_where_the_text_has_another():
    assert list(differences("夜里看到十点半", "不早于结束")) == []
    (found,) = differences("夜里看到十点半", "不早于20时30分结束")
    assert (found.kind, found.claimed, found.found) == ("figure", "十点半", "20时30分")
