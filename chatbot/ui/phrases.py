"""The words of the conversation's tools in Chinese and English; ``labels.py`` has the page's."""

from dataclasses import dataclass

from chatbot.records import Reason
from chatbot.settings import Language


@dataclass(frozen=True, slots=True)
class Phrases:
    """Every word that the tools say of their own; ``{}`` stands where a value goes.

    ``reasons`` say why an answer is refused, where there is more to say than that it is.
    """

    open_document: str
    back: str
    previous: str
    following: str
    place_of: str
    shared_place: str
    checked: str
    stands: str
    missing: str
    no_figures: str
    copy_link: str
    copied: str
    document: str
    gone: str
    lead: str
    sure: tuple[str, str, str]
    reasons: dict[Reason, str]
    withheld: str
    stopped: str
    stop: str
    copy: str
    retry: str
    edit: str
    useful: str
    useless: str
    follow_up: str
    answer_tools: str
    comment: str
    comment_hint: str
    send_comment: str
    no_comment: str
    thanks: str
    past: str
    past_none: str
    delete: str
    delete_of: str
    export_markdown: str
    export_word: str
    sources: str
    question: str
    answer: str


PHRASES: dict[Language, Phrases] = {
    "zh": Phrases(
        open_document="在全文中查看",
        back="返回出处",
        previous="上一处",
        following="下一处",
        place_of="第 {} 处，共 {} 处",
        shared_place="链接所指之处",
        checked="核对此处数字",
        stands="{} 在所引原文中",
        missing="{} 不在所引原文中",
        no_figures="所引此处没有数字。",
        copy_link="复制链接",
        copied="已复制",
        document="简报全文",
        gone="没有收录这份简报，或链接有误。",
        lead="答案",
        sure=("把握不大（{}）", "把握较大（{}）", "很有把握（{}）"),
        reasons={
            "off_topic": "简报没有涉及",
            "other_period": "简报没有这一时期的内容",
            "other_place": "简报没有单独说这个地方",
            "other_subject": "简报没有说这个对象",
            "other_speaker": "简报中是别人说的",
        },
        withheld="核对：显示{}句，换成原文{}句，删去{}句",
        stopped="已停止，没有得到回答。",
        stop="停止",
        copy="复制",
        retry="重新回答",
        edit="修改问题",
        useful="有用",
        useless="没用",
        follow_up="接着问",
        answer_tools="对这个回答",
        comment="意见",
        comment_hint="可以写下哪里不对，或缺了什么（可不填）",
        send_comment="提交意见",
        no_comment="不写了",
        thanks="已记录，谢谢。",
        past="先前的对话（{}）",
        past_none="还没有先前的对话。",
        delete="删除",
        delete_of="删除对话：{}",
        export_markdown="导出 Markdown",
        export_word="导出 Word",
        sources="出处",
        question="问",
        answer="答",
    ),
    "en": Phrases(
        open_document="Open the document",
        back="Back to the sources",
        previous="Previous",
        following="Next",
        place_of="Place {} of {}",
        shared_place="The place of the link",
        checked="Figures checked here",
        stands="{} stands in the cited words",
        missing="{} does not stand in the cited words",
        no_figures="The cited words hold no figure.",
        copy_link="Copy link",
        copied="Copied",
        document="The whole document",
        gone="No such briefing is indexed, or the link is wrong.",
        lead="Answer",
        sure=("Not sure ({})", "Fairly sure ({})", "Sure ({})"),
        reasons={
            "off_topic": "Off the briefings' topics",
            "other_period": "Not for this period",
            "other_place": "Not for this place alone",
            "other_subject": "Not about this subject",
            "other_speaker": "Said by somebody else",
        },
        withheld="Checked: {} sentences shown, {} replaced by the original, {} dropped",
        stopped="Stopped; there is no answer.",
        stop="Stop",
        copy="Copy",
        retry="Answer again",
        edit="Edit question",
        useful="Useful",
        useless="Not useful",
        follow_up="Ask next",
        answer_tools="This answer",
        comment="Comment",
        comment_hint="What is wrong, or missing? (may be left empty)",
        send_comment="Send comment",
        no_comment="No comment",
        thanks="Noted, thank you.",
        past="Earlier conversations ({})",
        past_none="There are no earlier conversations yet.",
        delete="Delete",
        delete_of="Delete the conversation: {}",
        export_markdown="Export Markdown",
        export_word="Export Word",
        sources="Sources",
        question="Q",
        answer="A",
    ),
}
