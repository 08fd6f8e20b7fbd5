"""Units and classifiers: how they are written, and the name that each goes by."""

import re

# A classifier that begins other words, and how they go on: 5家 counts, 5家庭 does not.
_AMBIGUOUS = {
    "个": "月|五年|季度|人(?:所得|信息)",
    "家": "庭",
    "户": "外|籍|型|均",
    "项": "目(?!标)",
    "条": "件|例",
    "架": "构",
    "台": "阶|湾|山|风",
    "座": "谈",
    "所": "有|在|以|属|得|需",
    "种": "子|植|业",
    "款": "项|式",
    "件": "套",
    "次": "会议|全会|能源|要|数|产业|日|贷",
    "人": "均|民币|工智能|为|物|类",
    "名": "优|牌|录|单|称|列",
    "位": "置|数|于|列|居|一体",
    "倍": "增|速|率",
    "天": "然|津|气|地|空",
    "元": "素|宇宙|件|器|旦|首|年|化",
    "克": "服|隆",
    "米": "兰",
    "升": "级|至|温|高|幅|到|学",
    "只": "有|是|能|要",
    "头": "部",
    "匹": "配",
    "本": "科|土|地|市|省|届",
    "部": "门|分|委|级|署",
    "支": "持|付|出|撑|一扶",
    "场": "景|所|馆|地|均",
    "例": "如|外",
    "起": "来|步|点|到",
    "宗": "旨",
    "笔": "记",
    "单": "位|元|价|独",
    "批": "准|次|发|复",
    "组": "织|成|建|合",
    "套": "餐",
    "间": "接|隔",
    "层": "次|级|面",
    "份": "额|子",
    "道": "路",
    "处": "理|于|在|置",
    "片": "区",
    "块": "链",
    "列": "入|第|为",
    "班": "列|级|组",
    "包": "括|含|容",
    "对": "外|于|比|接|口|应",
    "双": "方|边|向|碳|千|万",
    "门": "店|类|诊|槛|峡",
    "节": "能|约|水|省|点|日|假",
    "股": "权|份|市|东|价|票",
    "度": "假|过|汛",
    "点": "位|击|名|多|半|钟|整|亿",
    "分": "别|之|类|布|批|层|步|期|级|钟|工|析|享|配",
    "周": "年|岁|边|期|转",
    "根": "据|本",
    "口": "岸|径|碑",
}
_PLAIN = (
    "席|剂次|剂|局|环|辆|艘|周岁|岁|吨|斤|亩|羽|株|棵|枚|张|册|栋|幢|篇|段|趟|箱|桶|瓶|盒|袋|秒|颗|顶|团|科|厘|盏|"
    "个百分点|百分点|个基点|基点|个月|个小时|小时|分钟|人次|人份|人民币|美元|欧元|日元|港元|"
    "港币|英镑|卢布|韩元|新元|元人民币|块钱|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦时|吉瓦|瓦时|千伏安|"
    "千伏|公里|千米|海里|英里|厘米|毫米|微米|纳米|英寸|公顷|平方公里|平方千米|平方米|平方|"
    "立方米|立方|公斤|千克|毫克|微克|毫升|微升|盎司|标准箱|标箱|标准煤|架次|航次|班次|台次|"
    "件次|车次|场次|台套|辆次|户次|家次|单位|摄氏度|部门|方面|人口|元每千瓦时|比特|字节|"
    "吨标准煤|个工作日|个交易日|课时|学时|兆|载重吨|总吨|吨公里|人公里|户家庭|光年|马力|批次|"
    "例次|册次|张床位|%|‰|℃|°C|°|bps|BP"
)
# Latin units may follow the digits without a space; 5G, 4K and 3D are names.
_LATIN = (
    "EFLOPS|PFLOPS|TFLOPS|TEU|kWh|MWh|GWh|TWh|kW|MW|GW|TW|kV|km|kg|mg|ml|cm|mm|nm|μm|Gbps|Mbps|"
    "Tbps|Gb/s|GB|TB|PB|EB|MB|MHz|GHz|Hz|dB"
)
_PER = (
    "平方米|立方米|千瓦时|平方公里|公里|公斤|小时|百公里|瓦时|吨|亩|斤|人|天|日|年|秒|月|户|桶|"
    "升|盎司|度|股|瓦|Wh|kWh"
)
_ENGLISH = {
    "percentage points": "个百分点",
    "percentage point": "个百分点",
    "basis points": "个基点",
    "percent": "%",
    "per cent": "%",
    "yuan": "元",
    "rmb": "元",
    "us dollars": "美元",
    "u.s. dollars": "美元",
    "dollars": "美元",
    "usd": "美元",
    "euros": "欧元",
    "metric tons": "吨",
    "tonnes": "吨",
    "tons": "吨",
    "households": "户",
    "vehicles": "辆",
    "cars": "辆",
    "people": "人",
    "persons": "人",
    "kilometers": "公里",
    "kilometres": "公里",
    "hectares": "公顷",
    "square meters": "平方米",
    "square metres": "平方米",
    "kilowatt-hours": "千瓦时",
    "kilowatts": "千瓦",
    "days": "天",
    "hours": "小时",
    "months": "个月",
    "minutes": "分钟",
}
_NAMES = {
    "月": "个月",
    "百分点": "个百分点",
    "基点": "个基点",
    "bps": "个基点",
    "BP": "个基点",
    "人口": "人",
    "千米": "公里",
    "千克": "公斤",
    "kg": "公斤",
    "km": "公里",
    "kWh": "千瓦时",
    "kW": "千瓦",
    "元人民币": "元",
    "人民币": "元",
    "块钱": "元",
    "港币": "港元",
    "标准箱": "标箱",
    "TEU": "标箱",
    "°C": "℃",
    "摄氏度": "℃",
    "个小时": "小时",
    "户家庭": "户",
    "周岁": "岁",
    "张床位": "张",
    "平方千米": "平方公里",
}
# What a lone Chinese digit does not count: 两头, 三门, 四面 are words.
_VAGUE = "份克分列升单厘双口只周团场块处头套对层度批支本根段点片班科米组节起道门间"
# These measure; the other words of one character count, and go with a noun.
_MEASURES = "元吨斤克米升亩倍天岁度点分周秒厘%‰℃°兆"
_COUNTING = ("架次", "批次", "场次", "班次", "人次", "部门", "方面", "台套")
RATES = frozenset({"%", "‰", "个百分点", "个基点"})


def _alternation(leave: str = "") -> str:
    stops = {word: "" for word in _PLAIN.split("|")} | _AMBIGUOUS
    chosen = sorted((word for word in stops if word not in leave), key=len, reverse=True)
    return "|".join(re.escape(word) + (stops[word] and f"(?!{stops[word]})") for word in chosen)


_LATIN_UNITS = rf"(?:{_LATIN})(?![A-Za-z\d])|(?<=\s)[A-Z]{{2,12}}(?![A-Za-z])"
_ENGLISH_UNITS = "|".join(
    f"{word}?" if word.endswith("s") else word for word in sorted(_ENGLISH, key=len, reverse=True)
)
# As fractions of regular expressions: any unit, and those that a lone Chinese digit may have.
ANY = (
    rf"(?:{_alternation()})(?:/(?:{_PER}))?|{_LATIN_UNITS}"
    rf"|(?<=个多)月|(?i:(?<=[\s-])(?:{_ENGLISH_UNITS})\b)"
)
OF_ONE_DIGIT = _alternation(_VAGUE)


def name(words: str) -> str:
    """Return the name that a unit goes by: 百分点 is 个百分点, percent is %."""
    low = words.lower()
    return _NAMES.get(words) or _ENGLISH.get(low) or _ENGLISH.get(f"{low}s", words)


def counts(unit: str) -> bool:
    """Tell whether a unit is a classifier, which goes with a noun: 家, 个; 吨 and % measure."""
    return (len(unit) == 1 and unit not in _MEASURES) or unit in _COUNTING
