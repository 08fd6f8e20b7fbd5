"""A briefing's particulars, a line each before its text: when and where it was, who took part."""

import re

from index.names import PERSON

# Closed by intent: what heads of transcripts and notices are made of.
_KEY = (
    r"(?:(?:召开|举行|举办|会议|活动|发布|印发|成文|签发)?(?:时间|日期|地点)|[时日]\s*[间期]|地\s*点|会议主题"
    r"|(?:发布|发文|印发|主办|承办|主持|牵头)(?:单位|机构|机关|部门)|发文字号|文号|索引号"
    r"|签发人?|联系人|联系(?:电话|方式)|咨询电话|Date|Time|Venue|Location|Place)"
)
_PEOPLE = (
    r"(?:主持人?|发布人?|主讲人?|发言人|出席(?:人员|嘉宾|领导|人)?|与会(?:人员|嘉宾)|参[加会](?:人员|嘉宾)?|嘉宾|记录人?"
    r"|Moderator|Host|Speakers?|Participants?|Attendees)"
)
_NO_SENTENCE = r"[^。！？!?\n]"
_PARTICULAR = re.compile(
    rf"[*_【\s]{{0,4}}(?:{_KEY}[】*_]{{0,3}}\s?[：:][*_\s]{{0,3}}{_NO_SENTENCE}{{2,80}}"
    # Whoever speaks has sentences to say; a list of people ends in a name.
    rf"|{_PEOPLE}[】*_]{{0,3}}\s?[：:][*_\s]{{0,3}}{_NO_SENTENCE}{{0,300}}?"
    rf"[长任人员师授士席记理事监问、，；;\s]{PERSON}(?:先生|女士|同志)?[*_]{{0,2}})\s*"
)


def is_particular(line: str) -> bool:
    """Tell whether a line gives a particular of the briefing, as 地点：新闻发布厅 does."""
    return _PARTICULAR.fullmatch(line) is not None and "来源" not in line
