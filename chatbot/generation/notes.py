"""The line under an answer that is not, or not wholly, in a language model's words."""

from collections.abc import Mapping

from chatbot.generation.generator import Failure
from chatbot.settings import Language

_WHY: Mapping[Language, Mapping[Failure, str]] = {
    "zh": {
        "down": "语言模型的服务器无法连接",
        "slow": "语言模型没有及时回答",
        "quota": "语言模型的调用额度已用完或请求过多",
        "key": "语言模型的服务器不接受所设的密钥",
        "model": "语言模型的服务器没有所设的模型或地址",
        "fault": "语言模型的服务器出错",
        "nonsense": "语言模型的服务器返回的不是回答",
        "broken": "语言模型中途断开",
        "long": "语言模型写得过长，已停止",
    },
    "en": {
        "down": "The language model's server cannot be reached",
        "slow": "The language model did not answer in time",
        "quota": "The language model's quota is used up, or it has too many requests",
        "key": "The language model's server does not take the key that is set",
        "model": "The language model's server does not have the model or address that is set",
        "fault": "The language model's server failed",
        "nonsense": "What the language model's server sent is no answer",
        "broken": "The language model broke off",
        "long": "The language model wrote too much and was stopped",
    },
}
_REST: Mapping[Language, tuple[str, str]] = {
    "zh": ("，以下是简报原文。", "，其余是简报原文。"),
    "en": (": these are the briefing's own words.", ": the rest is in the briefing's own words."),
}
_NOTHING: Mapping[Language, str] = {
    "zh": "语言模型没有写出通过核对的句子，以下是简报原文。",
    "en": "The language model wrote no sentence that passed the checks: these are the "
    "briefing's own words.",
}


def failed(failure: Failure, language: Language, *, begun: bool) -> str:
    """Return why a model did not finish; ``begun``: some of its sentences are shown."""
    return _WHY[language][failure] + _REST[language][begun]


def nothing(language: Language) -> str:
    """Return that nothing a model wrote could be shown."""
    return _NOTHING[language]
