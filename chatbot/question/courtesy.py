"""Greetings, thanks and assent: said to be polite, and asking for nothing."""

import re

# Closed by intent: what people say to begin, to end and between two questions, in the languages
# that they are most likely to say it in.
_WORDS = (
    "谢谢|多谢|感谢|谢了|辛苦了?|麻烦了?|你好|您好|大家好|早上好|上午好|下午好|晚上好|早安|晚安|哈喽|嗨|在吗|再见|拜拜|回见"
    "|好的?|行|可以|嗯+|哦+|噢+|明白了?|知道了?|懂了?|清楚了?|了解了?|收到|没错|对的?|是的|不错|很好|太好了|厉害"
    "|没事了?|没了|没有了|没别的了|问完了|就这些|先这样|先?问到这儿?里?|就到这儿?里?"
    "|hi|hello|hey|good (?:morning|afternoon|evening|day)|thanks|thank you|thx|cheers|bye|goodbye"
    "|ok(?:ay)?|great|good|nice|perfect|cool|fine|sure|yes|no|yep|got it|i see"
    "|understood|that's all"
    "|bonjour|salut|merci|hola|gracias|guten tag|hallo|danke|ciao|grazie|olá|obrigado|obrigada"
    "|привет|здравствуйте|спасибо|こんにちは|ありがとう(?:ございます)?|안녕하세요|감사합니다"
    "|xin chào|cảm ơn|สวัสดี|merhaba"
    "|مرحبا|שלום|नमस्ते|γειά σου|hej|selamat pagi"
)
_LONGEST = 60
_SOFTENED = (
    "你们?|您们?|大家|啊|呀|啦|了|哈|哦|吧|呢|的|很|太|非常|十分|那|先|都|老师|回答|解答|帮助|您的|你的"
    "|very much|so much|a lot|there|everyone|everybody|then|all|all right"
    "|for (?:your|the) (?:help|answer)"
)
_ONLY = re.compile(
    rf"[\W_]*(?:(?:{_SOFTENED})[\W_]*)*(?:{_WORDS})(?:[\W_]*(?:{_WORDS}|{_SOFTENED}))*[\W_]*",
    re.IGNORECASE,
)


def only(question: str) -> bool:
    """Tell whether a question is nothing but a courtesy."""
    return len(question) <= _LONGEST and _ONLY.fullmatch(question) is not None
