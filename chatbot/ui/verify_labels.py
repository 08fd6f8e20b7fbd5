"""The words of the verify tab in Chinese and English."""

from dataclasses import dataclass

from chatbot.settings import Language
from chatbot.verify.records import Kind, Status


@dataclass(frozen=True, slots=True)
class Labels:
    """Every word the tab says of its own; ``{}`` stands where a value goes.

    ``both``, ``only_draft`` and ``only_briefing`` name what differs.
    """

    tab: str
    draft: str
    draft_hint: str
    limit: str
    check: str
    empty: str
    too_long: str
    progress: str
    among: str
    statuses: dict[Status, str]
    kinds: dict[Kind, str]
    both: str
    only_draft: str
    only_briefing: str
    between: str
    nearest: str
    place: str
    place_none: str
    gone: str
    back: str
    own_page: str
    fault: str
    failed: str


LABELS: dict[Language, Labels] = {
    "zh": Labels(
        tab="核对",
        draft="稿件",
        draft_hint="把稿件粘贴到这里，逐句与简报核对",
        limit="一次最多 {} 字。",
        check="核对",
        empty="请先粘贴要核对的稿件。",
        too_long="稿件有 {} 字，一次最多核对 {} 字，请分几次粘贴。",
        progress="正在核对第 {} 句，共 {} 句",
        among="只与所选的简报核对（{}）",
        statuses={
            "supported": "有依据",
            "contradicted": "有出入",
            "not_found": "未找到",
            "no_claim": "无需核对",
        },
        kinds={
            "figure": "数字",
            "unit": "单位",
            "period": "时间",
            "subject": "对象",
            "name": "名称",
            "negation": "肯定与否定",
            "direction": "增减",
        },
        both="稿件“{}”，简报“{}”",
        only_draft="稿件“{}”，该处没有",
        only_briefing="该处有“{}”",
        between="：",
        nearest="最接近的原文：",
        place="出处",
        place_none="点击一句话下面的出处，这里打开简报，标出那一句。",
        gone="这份简报在核对之后改动或移除了，请重新核对。",
        back="回到这句话",
        own_page="在新页面打开",
        fault="没有核对",
        failed="程序出错；详情见运行程序的终端。",
    ),
    "en": Labels(
        tab="Verify",
        draft="Draft",
        draft_hint="Paste a draft to hold each of its sentences against the briefings",
        limit="At most {} characters at once.",
        check="Verify",
        empty="Paste the draft that is to be verified first.",
        too_long="The draft has {} characters, at most {} are verified at once; paste it in parts.",
        progress="Verifying sentence {} of {}",
        among="Held against the chosen briefings only ({})",
        statuses={
            "supported": "Supported",
            "contradicted": "Contradicted",
            "not_found": "Not found",
            "no_claim": "No claim",
        },
        kinds={
            "figure": "Figure",
            "unit": "Unit",
            "period": "Period",
            "subject": "Subject",
            "name": "Name",
            "negation": "Negation",
            "direction": "Direction",
        },
        both="draft “{}”, briefing “{}”",
        only_draft="draft “{}”, not there",
        only_briefing="there “{}”",
        between=": ",
        nearest="Nearest: ",
        place="Place",
        place_none="Choose a place below a sentence to open the briefing there.",
        gone="This briefing was changed or removed since; verify the draft again.",
        back="Back to the sentence",
        own_page="Open in a new page",
        fault="Not verified",
        failed="The program failed; see the terminal it runs in.",
    ),
}
