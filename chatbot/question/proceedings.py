"""What is said to conduct a conference, and tells nothing of what it is about."""

import re

# Said to open, to pass on and to close.
_CONDUCTS = re.compile(
    r"^(?:(?:好的?|首先|下面|接下来|现在|最后|今天|在这里|在此|(?:各位|女士们|先生们)[^，。]{0,16})[，、！]?){0,4}"
    r"(?:(?:有|先|再|就)?请(?![示求假在于]|市民|企业|各)[^，。]{1,40}(?:提问|介绍|回答|发言|解答|补充)"
    r"|欢迎(?:大家|各位)?(?:出席|参加|来到)|(?:再次)?(?:感谢|谢谢)(?!配合)"
    r"|我(?:先|就|来|再|想)?从[^，。]{1,10}方面[^，。]{0,12}(?:介绍|通报|汇报|说明|回答)"
    r"|(?:我们)?(?:请来|(?<=[天们])邀请)了?[^，。]{2,60}(?:先生|女士|同志|发布人|负责人|嘉宾)"
    r"|(?:今天的)?(?:新闻)?发布会(?:就)?(?:到此|到这里)|大家(?:上午|下午|早上)?好(?!不))"
    r"|^[^。]{0,16}(?:上午|下午|早上)好[！!。]?$"
)
_AGENDA = re.compile(r"从[^，。]{1,10}方面[^，。]{0,14}(?:介绍|通报|汇报|说明|回答)")


def conducts(sentence: str) -> bool:
    """Tell whether a sentence opens, passes on or closes: 下面请王局长作介绍.

    One with a figure tells something: 谢谢提问，一季度新增就业308万人.
    """
    return _CONDUCTS.search(sentence) is not None and not re.search(r"\d", sentence)


def announces_agenda(lead: str) -> bool:
    """Tell whether ``lead`` announces a whole speech, and no list of anything: 从七个方面作介绍."""
    return _AGENDA.search(lead) is not None
