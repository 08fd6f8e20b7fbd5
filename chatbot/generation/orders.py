"""Words that give orders to a language model: whoever wrote them, they are only ever quoted."""

import re

_ORDER = re.compile(
    r"(?:忽略|无视|忘记|忘掉|不要理会|抛开|跳过)[^。！？\n]{0,12}(?:指令|指示|要求|规则|提示|设定|内容)"
    r"|(?:从现在(?:起|开始)|现在)[^。！？\n]{0,4}你(?:是|就是|将|要|扮演|没有)"
    r"|你(?:现在)?(?:没有|不受)[^。！？\n]{0,4}限制"
    r"|新的?(?:规则|指令|任务)(?:是|[:：])|系统(?:提示|消息)?[:：]|只(?:输出|回答)[“\"]"
    r"|\b(?:ignore|disregard|forget|override)\b[^.!?\n]{0,40}"
    r"\b(?:instructions?|rules?|above|prompts?|passages?)\b"
    r"|\byou are (?:now|DAN)\b|\bnew (?:task|instructions?|rules?)\s*[:：]|\bsystem prompt\b"
    r"|\b(?:system|assistant|user|human)\s*[:：]|###\s*(?:instruction|system|response)"
    r"|</?\s*(?:passage|system|instructions?|s)\s*>|<\|[^|\n]{0,40}\|>|\[/?INST\]|<</?SYS>>"
    r"|<(?:start|end)_of_turn>",
    re.IGNORECASE,
)


def gives_orders(text: str) -> bool:
    """Tell whether ``text`` holds one of the known ways to order a model about."""
    return _ORDER.search(text) is not None
