"""What is said where the briefing does not say, before the nearest that it does say."""

from chatbot.decision.confidence import Judgement
from chatbot.language.wording import spoken
from chatbot.question import courtesy
from chatbot.records import Reason

_COURTESY = {
    "zh": "请就简报的内容提问。",
    "en": "Please ask about what the briefing says.",
}
_REFUSALS: dict[str, dict[Reason, str]] = {
    "zh": {
        "off_topic": "简报没有涉及这个问题。",
        "not_in_briefing": "简报没有说明这一点。最接近的内容是：",
        "other_period": "简报没有给出{}的这项内容。它给出的是：",
        "other_place": "简报没有单独给出{}的这项内容。它给出的是：",
        "other_subject": "简报没有说明“{}”的这项内容。它给出的是：",
        "other_speaker": "{}没有谈到这一点，谈到它的是别人：",
    },
    "en": {
        "off_topic": "The briefing does not deal with this question.",
        "not_in_briefing": "The briefing does not say. The nearest it says is:",
        "other_period": "The briefing does not give this for {}. What it does give is:",
        "other_place": "The briefing does not give this for {} alone. What it does give is:",
        "other_subject": "The briefing does not give this for “{}”. What it does give is:",
        "other_speaker": "{} does not speak of this. Somebody else does:",
    },
}


def words(question: str, judged: Judgement) -> str:
    """Return why a question is refused, in its language; to a courtesy, what to do instead."""
    language = spoken(question)
    if courtesy.only(question):
        return _COURTESY[language]
    return _REFUSALS[language][judged.reason].format(judged.asked)
