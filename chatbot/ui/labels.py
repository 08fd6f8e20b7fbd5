"""The words of the page in Chinese and English."""

from dataclasses import dataclass

from chatbot.settings import Language


@dataclass(frozen=True, slots=True)
class Labels:
    """Every word the page says of its own; ``{}`` stands where a value goes."""

    title: str
    about: str
    language: str
    tab: str
    chat: str
    welcome: str
    welcome_plain: str
    welcome_empty: str
    question: str
    placeholder: str
    ask: str
    clear: str
    searching: str
    understood: str
    refused: str
    notice: str
    failed: str
    sources: str
    sources_empty: str
    sources_none: str
    nearest: str
    earlier: str
    page: str
    briefings: str
    asked: str


LABELS: dict[Language, Labels] = {
    "zh": Labels(
        title="简报问答",
        about="回答的每一句都有出处；点击句末编号，即可与原文核对。",
        language="语言",
        tab="问答",
        chat="对话",
        welcome="想了解什么？输入问题，或从下面选一个。",
        welcome_plain="想了解什么？输入问题即可。",
        welcome_empty="还没有收录简报，暂时无从回答。请到“简报”页收录一份。",
        question="问题",
        placeholder="就已收录的简报提问",
        ask="提问",
        clear="新对话",
        searching="正在查找……",
        understood="按此问题查找：{}",
        refused="简报未说明",
        notice="这个问题无法查找",
        failed="程序出错，没有得到回答；详情见运行程序的终端。",
        sources="出处",
        sources_empty="提问之后，这里显示回答所引的原文。",
        sources_none="这个回答没有引用原文。",
        nearest="最接近的原文",
        earlier="先前回答的出处",
        page="第 {} 页",
        briefings="已收录的简报（{}）",
        asked="只问所选的简报（{}）",
    ),
    "en": Labels(
        title="Briefing",
        about="Every sentence of an answer has its source; its number leads to the words.",
        language="Language",
        tab="Ask",
        chat="Conversation",
        welcome="What would you like to know? Type a question, or pick one.",
        welcome_plain="What would you like to know? Type a question.",
        welcome_empty="There is no briefing to ask yet. Add one in the tab Briefings.",
        question="Question",
        placeholder="Ask the indexed briefings",
        ask="Ask",
        clear="New conversation",
        searching="Searching …",
        understood="Searched as: {}",
        refused="Not in the briefings",
        notice="This question cannot be searched",
        failed="The program failed and gave no answer; see the terminal it runs in.",
        sources="Sources",
        sources_empty="The passages that an answer quotes appear here.",
        sources_none="This answer quotes nothing.",
        nearest="Nearest passages",
        earlier="Sources of earlier answers",
        page="p. {}",
        briefings="Indexed briefings ({})",
        asked="Only the chosen briefings are asked ({})",
    ),
}
