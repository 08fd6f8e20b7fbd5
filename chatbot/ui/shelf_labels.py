"""The words of the briefings tab in Chinese and English."""

from dataclasses import dataclass

from chatbot.settings import Language


@dataclass(frozen=True, slots=True)
class Labels:
    """Every word the tab says of its own; ``{}`` stands where a value goes."""

    tab: str
    add: str
    upload: str
    formats: str
    paste: str
    title: str
    title_hint: str
    text: str
    text_hint: str
    take: str
    steps: dict[str, str]
    added: str
    updated: str
    unchanged: str
    removed: str
    refused: str
    fault: str
    failed: str
    between: str
    colon: str
    and_more: str
    list: str
    empty: str
    read_only: str
    facts: str
    tick: str
    asks_all: str
    asks_some: str
    ask_all: str
    read: str
    rename: str
    save: str
    remove: str
    sure: str
    yes: str


LABELS: dict[Language, Labels] = {
    "zh": Labels(
        tab="简报",
        add="收录简报",
        upload="把文件拖到这里，或点击选择",
        formats="可同时选多个：.txt .md .html .pdf .docx。同名文件会替换原先上传的那一份。",
        paste="粘贴文字",
        title="标题",
        title_hint="不填则取文字的开头",
        text="正文",
        text_hint="把简报的文字粘贴到这里",
        take="收录",
        steps={"reading": "正在读取", "encoding": "正在编码", "saving": "正在保存"},
        added="已收录：{}",
        updated="已更新：{}",
        unchanged="内容未变，原已收录：{}",
        removed="已移除：{}",
        refused="以下内容未能收录",
        fault="没有完成",
        failed="程序出错；详情见运行程序的终端。",
        between="、",
        colon="：",
        and_more="等，另有 {} 份",
        list="已收录的简报（{}）",
        empty="还没有收录简报。",
        read_only="这里只供查阅，不能增删。",
        facts="{} 字 · {} 段 · {} 收录",
        tick="勾选后，提问只在所选简报中查找。",
        asks_all="现在提问：全部简报",
        asks_some="现在提问：所选 {} 份，共 {} 份",
        ask_all="改问全部",
        read="查看全文",
        rename="改名",
        save="保存",
        remove="移除",
        sure="移除后，回答不再引用它；原文件不受影响。",
        yes="确认移除",
    ),
    "en": Labels(
        tab="Briefings",
        add="Add briefings",
        upload="Drop files here, or choose them",
        formats="Several at a time: .txt .md .html .pdf .docx. A file replaces the one "
        "of its name that was uploaded before.",
        paste="Paste text",
        title="Title",
        title_hint="Left empty: how the text begins",
        text="Text",
        text_hint="Paste the text of a briefing here",
        take="Add",
        steps={"reading": "Reading", "encoding": "Encoding", "saving": "Saving"},
        added="Added: {}",
        updated="Updated: {}",
        unchanged="Already here and unchanged: {}",
        removed="Removed: {}",
        refused="These could not be added",
        fault="Not done",
        failed="The program failed; see the terminal it runs in.",
        between=", ",
        colon=": ",
        and_more="and {} more",
        list="Indexed briefings ({})",
        empty="No briefing has been indexed yet.",
        read_only="Here you can look, but not add or remove.",
        facts="{} characters · {} passages · added {}",
        tick="Tick briefings to ask only those.",
        asks_all="Questions go to all briefings",
        asks_some="Questions go to {} of {} briefings",
        ask_all="Ask all",
        read="Read",
        rename="Rename",
        save="Save",
        remove="Remove",
        sure="Answers will no longer quote it. The file itself is not touched.",
        yes="Remove",
    ),
}
