"""Measures and pictures in Chinese; their English words are those of the reports themselves."""

import re

from chatbot.settings import Language
from evaluation.html import MEANINGS

_MEASURES = {
    "recall@1": ("召回率@1", "含依据的段落中，检索排在第一的比例"),
    "recall@3": ("召回率@3", "……排在前三的比例"),
    "recall@5": ("召回率@5", "……排在前五的比例"),
    "recall@10": ("召回率@10", "……排在前十的比例"),
    "MRR": ("MRR", "第一个含依据段落的名次的倒数；第十名之后记 0"),
    "nDCG@10": ("nDCG@10", "前十段中含依据的段落，名次越前分量越大"),
    "accuracy": ("准确率", "可答题答出全部要点、不可答题拒答的比例"),
    "exact match": ("完全匹配", "回答与参考答案逐字相同的比例"),
    "character F1": ("字符 F1", "回答与参考答案共有的字符"),
    "citation precision": ("引用精确率", "带引用的句子中，确在所引原文里的比例"),
    "citation recall": ("引用召回率", "回答的句子中，引用含依据的比例"),
    "cited": ("引对率", "已作答的题目中，至少一处引用含依据的比例"),
    "refusal precision": ("拒答精确率", "拒答的题目中，确实不可答的比例"),
    "refusal recall": ("拒答召回率", "不可答题中，已拒答的比例"),
    "false refusal": ("误拒率", "可答题中被拒答的比例；越低越好"),
    "figure faithfulness": ("数字忠实度", "回答里的数字中，确在所引原文里的比例"),
    "leading figure": ("首个数字正确率", "以数字开头的回答中，该数字符合预期的比例"),
    "length": ("长度", "回答的字数"),
}
# The words in and above the pictures; only a text that is one of them as a whole is replaced.
_PICTURES = {
    r"accuracy": "准确率",
    r"no kind \((\d+)\)": r"未分类（\1）",
    r"answerable, but refused": "可答而被拒答",
    r"unanswerable and refused": "不可答且已拒答",
    r"this run: (\d+%), (\d+%) falsely": r"本次：\1，误拒 \2",
    r"recall": "召回率",
    r"characters": "字数",
    r"cases": "题数",
    r"median (\d+)": r"中位数 \1",
    r"milliseconds": "毫秒",
    r"median (\d+) ms": r"中位数 \1 毫秒",
    r"95 % below (\d+) ms": r"95% 低于 \1 毫秒",
    r"Accuracy per kind": "各类准确率",
    r"with 95 % intervals; the dashed line is all cases": "附 95% 区间；虚线为全部题目",
    r"Refusals at other thresholds": "拒答阈值的取舍",
    r"needs answerable and unanswerable cases": "需要可答与不可答的题目",
    r"each point a threshold; area under the curve (.*)": r"每点一个阈值；曲线下面积 \1",
    r"Recall of the search": "检索召回率",
    r"evidence among the first k, with 95 % intervals": "依据在前 k 段的比例，附 95% 区间",
    r"no case has evidence": "题目没有给出依据",
    r"Length of the answers": "回答的长度",
    r"refusals with what they quote among them": "含拒答时引出的原文",
    r"Time of an answer": "回答的用时",
    r"on a logarithmic scale": "对数坐标",
}
_TEXT = re.compile(r"(?<=>)[^<>]+(?=</text>)")


def measure(name: str, language: Language) -> str:
    """Return what a measure is called."""
    return _MEASURES[name][0] if language == "zh" and name in _MEASURES else name


def meaning(name: str, language: Language) -> str:
    """Return what a measure says."""
    if language == "zh" and name in _MEASURES:
        return _MEASURES[name][1]
    return MEANINGS.get(name, "")


def caption(words: str, language: Language) -> str:
    """Return a title or note of a picture."""
    if language == "zh":
        for pattern, chinese in _PICTURES.items():
            if found := re.fullmatch(pattern, words):
                return found.expand(chinese)
    return words


def picture(svg: str, language: Language) -> str:
    """Return a picture with the words in it in the language."""
    return _TEXT.sub(lambda found: caption(found[0], language), svg)
