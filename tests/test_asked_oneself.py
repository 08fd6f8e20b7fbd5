"""Questions that a speaker asks himself: what follows them answers, and two asks of one pair."""

from dataclasses import replace

import pytest

from chatbot import extract
from chatbot.extract import Candidate
from chatbot.followup import leaning
from chatbot.question.parts import parts
from chatbot.question.wants import Wants
from index.records import Passage, Role
from index.structure.sentences import sentences

SPEECH = (
    "登记已经开展。怎么申请呢？流程不复杂。先向县里提出申请，提交产地证明和检验报告；县里核验后报省级。"
    "费用怎么算？每件收费270元。\n下面说别的。"
)


def candidates(text):
    spans = sentences(text, 0, len(text))
    passage = Passage("a.txt", 0, len(text), text, Role.ANSWER, sentences=tuple(spans))
    return [Candidate(passage, one, text[one.start : one.end], 9, 1, 0.5) for one in spans]


@pytest.mark.parametrize(
    ("asked", "question", "told"),
    [
        (
            "怎么申请呢？",
            "怎么申请？",
            "流程不复杂。先向县里提出申请，提交产地证明和检验报告；县里核验后报省级。",
        ),
        ("费用怎么算？", "要交多少钱？", "每件收费270元。"),
    ],
)
def test_what_follows_answers(asked, question, told):
    one = next(one for one in candidates(SPEECH) if one.text == asked)
    found = extract.answering([one], Wants.of(question))
    assert "".join(each.text for each in found) == told


def test_the_first_that_has_what_is_wanted_answers():
    text = "每件收多少钱？这个问题大家都非常关心，我们专门做了研究和测算。每件收费270元。"
    found = extract.answering(candidates(text)[:1], Wants.of("每件收多少钱？"))
    assert [one.text for one in found] == ["每件收费270元。"]


def test_two_questions_in_a_row_are_answered_together():
    text = "为什么？凭什么？因为价格低。为什么不涨？因为量大。"
    found = extract.answering(candidates(text)[:1], Wants.of("为什么好卖？"))
    assert [one.text for one in found] == ["因为价格低。"]


def test_a_short_answer_goes_on_in_the_next_passage():
    text = "是不是就没人管了？不是的。法院每六个月主动查一次财产。"
    whole = candidates(text)
    cut = text.index("法院")
    first = replace(
        whole[0].passage, end=cut, text=text[:cut], sentences=tuple(sentences(text, 0, cut))
    )
    second = replace(
        first,
        start=cut,
        end=len(text),
        text=text[cut:],
        sentences=tuple(sentences(text, cut, len(text))),
    )
    asked = replace(whole[0], passage=first)
    found = extract.answering([asked], Wants.of("没人管了吗？"), {first: second}.get)
    assert [one.text for one in found] == ["不是的。", "法院每六个月主动查一次财产。"]
    assert found[1].passage is second
    # What he asks himself next is no answer.
    again = "那谁来管？" + second.text
    third = replace(
        second,
        text=again,
        end=cut + len(again),
        sentences=tuple(
            replace(one, start=one.start + cut, end=one.end + cut)
            for one in sentences(again, 0, len(again))
        ),
    )
    found = extract.answering([asked], Wants.of("没人管了吗？"), {first: third}.get)
    assert "那谁来管？" not in [one.text for one in found]


def test_a_speaker_may_turn_to_a_question():
    found = extract.answering(
        candidates("再说为什么隐式标识慢一些。格式不统一是主要原因，软件会把它弄丢。")[:1],
        Wants.of("为什么推进得慢？"),
    )
    assert [one.text for one in found] == ["格式不统一是主要原因，软件会把它弄丢。"]


def test_a_question_that_ends_a_paragraph_stays():
    one = candidates("谁来办？\n下面说别的。")[0]
    assert extract.answering([one], Wants.of("谁来办？")) == [one]


@pytest.mark.parametrize(
    "question",
    [
        "噪声投诉和大气投诉，哪类更多，占比各是多少？",
        "噪声投诉和大气投诉哪类更多？各有多少件？",
        "噪声投诉和大气投诉这两块哪个多？",
    ],
)
def test_what_is_asked_of_each_of_two_is_no_third_part(question):
    found = parts(question)
    assert len(found) == 2
    assert "噪声投诉" in found[0] and "大气投诉" in found[1]


def test_a_bank_that_both_go_to_is_no_comparison():
    assert len(parts("甲公司和乙公司合作的项目由哪家银行贷款？")) == 1


def test_what_breaks_down_what_was_found_before_is_its_part():
    text = "茶叶出口741万吨，增长14%。其中，东区421万吨；西区320万吨。"
    whole, part = candidates(text)
    part = replace(part, before=whole.text, score=8)
    assert extract.nearer([whole, part], whole, part=True)[0] == replace(part, score=11.6)
    assert extract.nearer([whole, part], whole)[0].text == whole.text
    assert leaning.asks_of_a_part("其中西区的呢？")
    assert not leaning.asks_of_a_part("西区的呢？")
