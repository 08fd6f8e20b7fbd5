"""Names of places that figures are broken down by."""

import re

from chatbot.language.people import tagged

_CHINESE = (
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|"
    "贵州|云南|陕西|"
    "甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|深圳|广州|杭州|成都|武汉|南京|西安|苏州|青岛|大连|宁波|厦门|长沙|郑州|"
    "沈阳|济南|合肥|福州|昆明|哈尔滨|长春|石家庄|太原|南昌|南宁|贵阳|兰州|海口|无锡|东莞|佛山|雄安|"
    "长三角|珠三角|京津冀|大湾区|东北|华北|华东|华南|华中|西北|西南|东部|中部|西部|"
    "美国|日本|韩国|德国|法国|英国|印度|俄罗斯|欧盟|欧洲|东盟|非洲|拉美|越南|巴西|加拿大|澳大利亚|墨西哥|意大利|西班牙|新加坡|"
    "马来西亚|泰国|印尼|沙特|南非|中东|亚洲|北美"
)
_CHINA = {
    "Beijing": "北京", "Shanghai": "上海", "Tianjin": "天津", "Chongqing": "重庆",
    "Guangdong": "广东", "Jiangsu": "江苏", "Zhejiang": "浙江", "Shandong": "山东",
    "Sichuan": "四川", "Hubei": "湖北", "Henan": "河南", "Hunan": "湖南", "Fujian": "福建",
    "Shenzhen": "深圳", "Guangzhou": "广州", "Hangzhou": "杭州", "Chengdu": "成都",
    "Wuhan": "武汉", "Nanjing": "南京", "Xi'an": "西安", "Hong Kong": "香港", "Taiwan": "台湾",
    "Tibet": "西藏", "Xinjiang": "新疆", "Inner Mongolia": "内蒙古", "Hebei": "河北",
    "Shanxi": "山西", "Liaoning": "辽宁", "Jilin": "吉林", "Heilongjiang": "黑龙江",
    "Anhui": "安徽", "Jiangxi": "江西", "Hainan": "海南", "Guizhou": "贵州", "Yunnan": "云南",
    "Shaanxi": "陕西", "Gansu": "甘肃", "Qinghai": "青海", "Guangxi": "广西", "Ningxia": "宁夏",
    "Macao": "澳门", "Macau": "澳门",
}  # fmt: skip
# Of which texts speak as of the other side, too: 美方, 对美.
_OTHERS = {
    "United States": "美国", "U.S.": "美国", "US": "美国", "USA": "美国", "America": "美国",
    "Japan": "日本", "Korea": "韩国", "Germany": "德国", "France": "法国", "Britain": "英国",
    "UK": "英国", "India": "印度", "Russia": "俄罗斯", "EU": "欧盟", "European Union": "欧盟",
    "Europe": "欧洲", "ASEAN": "东盟", "Africa": "非洲", "Latin America": "拉美",
    "Vietnam": "越南", "Brazil": "巴西", "Canada": "加拿大", "Australia": "澳大利亚",
    "Mexico": "墨西哥", "Italy": "意大利", "Spain": "西班牙", "Singapore": "新加坡",
    "Malaysia": "马来西亚", "Thailand": "泰国", "South Africa": "南非", "North America": "北美",
    "Asia": "亚洲", "Middle East": "中东", "Indonesia": "印尼", "American": "美国",
    "Japanese": "日本", "Korean": "韩国", "German": "德国", "French": "法国", "British": "英国",
    "Indian": "印度", "Russian": "俄罗斯", "Vietnamese": "越南", "Brazilian": "巴西",
    "Canadian": "加拿大", "Australian": "澳大利亚", "Mexican": "墨西哥", "Italian": "意大利",
    "Spanish": "西班牙", "European": "欧洲", "African": "非洲",
}  # fmt: skip
_ENGLISH = _CHINA | _OTHERS
# 港车北上, 粤港澳: a character alone may be a port or a bay.
_IN_SHORT = {
    "香港": re.compile("(?<![空海陆云家航])港(?=[澳车人资企商籍股币元])|[粤深沪赴在对]港(?!口)"),
    "澳门": re.compile("(?<!中)澳(?=[台车人资企商籍币](?!定))|[港珠粤琴赴]澳"),
    "台湾": re.compile("(?<![平出烟舞阳站后前柜])台(?=[资企商胞籍湾])|[港澳闽赴]台|两岸"),
}
_SPELLED = "|".join(map(re.escape, sorted(_ENGLISH, key=len, reverse=True)))
# Where a press briefing's figures are broken down by place. The country itself is no condition.
# China-Europe trains go to no place in particular.
# Who acts is the government: "Is Beijing doing anything?", "what is Beijing planning?"
_ACTS = (
    r"(?: (?:is|was|has|will|would|to) (?:\w+ly )?(?:\w+ing|plan\w*|do|done|set|going)"
    r"| (?:plan(?:s|ned|ning)?|doing|do|going|taking|trying|aim(?:s|ing)?|want(?:s|ed)?"
    r"|say(?:s|ing)?|said|thinking|preparing|promis\w+|support\w*|respond\w*|intend\w*|hop(?:es|ing)|seek\w*)"
    r"|['’]s (?:plans?|polic\w+|approach|strategy|stance|position|response|view|goals?"
    r"|priorit\w+))\b"
)
ACTOR = re.compile(rf"(?<!in )(?<!In )\bBeijing(?={_ACTS})")
PLACE = re.compile(
    rf"{_CHINESE}|(?-i:(?<!-)(?<!Is )(?<!Does )(?<!Did )(?<!Has )(?<!Will )(?!{ACTOR.pattern})"
    rf"\b(?:{_SPELLED})(?![A-Za-z\-]))"
)
# A name of two characters and what kind of place it is; many words that are no name end so too.
DISTRICT = re.compile(
    r"(?!.?[全各本该]|[年月日某几哪多一两二三四五六七八九十这那和在与到])[\u4e00-\u9fff]{2}"
    r"(?:(?<![小社园地城片景校库灾山专新郊辖特范发导验治护能业市])区|县"
    r"|省(?!下(?![半一个辖属发])|了|钱|去(?!年)|心|掉|多少)|(?<![城股上都超门县])市)(?![场级委长政区民镇域])"
)
_SITE = re.compile(r"[\u4e00-\u9fff]{2}[港镇乡村岛湾州站桥旗湖河江山]")
_KIND = re.compile(r"[省市]$")
PLACED = re.compile(f"{DISTRICT.pattern}|{PLACE.pattern}")


def named(text: str) -> list[str]:
    """Return the places that ``text`` names, in Chinese, in order."""
    return [_plain(match[0]) for match in PLACED.finditer(text)]


def as_said(place: str, question: str) -> str:
    """Return ``place`` as ``question`` names it: Guizhou for 贵州."""
    said = (match[0] for match in PLACED.finditer(question) if _plain(match[0]) == place)
    return next(said, place)


def spoken_of(place: str, text: str) -> bool:
    """Tell whether ``text`` speaks of a place, of a country in short too: 美方, 中美, 对美."""
    if place in text:
        return True
    if said := _IN_SHORT.get(place):
        return said.search(text) is not None
    short = place[0] if place in _OTHERS.values() else ""
    return bool(short) and re.search(rf"{short}方|[中对输赴]{short}", text) is not None


def sites(text: str) -> list[str]:
    """Return the names of ports, towns and the like that jieba takes for places: 鹭沙港."""
    return [word for word, tag in tagged(text) if tag == "ns" and _SITE.fullmatch(word)]


def _plain(name: str) -> str:
    """Return a place's Chinese name; 浙江 for 浙江省, as briefings have both."""
    if name in _ENGLISH:
        return _ENGLISH[name]
    short = _KIND.sub("", name)
    return short if PLACE.fullmatch(short) else name
