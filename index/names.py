"""Chinese persons' names, told by their surnames."""

import re

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚"
    "邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝"
    "包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳"
    "穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙"
    "郁裘昝戎束韶蓟邰鄂莘逄郦璩濮扈燕郏茹宦庾暨匡殳蔚夔訾蒯荆竺逯桓雍湛"
    "荣巫寇桑郎甄丛仲虞敖巩佘池查麻苑迟寿水凤赖屠厉蔺宓荀芮储郜胥阚阙晁鞠邰郗隗闻"
    "張劉陳楊黃趙吳孫馬羅鄭許韓馮鄧蕭蔣葉蘇魏呂盧鐘鍾譚陸範賈韋鄒閻龍賀顧龔萬錢嚴湯"
)
_DOUBLE = "欧阳|歐陽|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|长孙|宇文"
_HAN = "[\u3400-\u9fff]"
PERSON = (
    rf"(?:(?:{_DOUBLE}|[{SURNAMES}]{{1,2}}){_HAN}{{1,2}}|{_HAN}{{1,8}}(?:·{_HAN}{{1,10}}){{1,3}})"
)
_IS_PERSON = re.compile(PERSON)
_OFFICE = (
    r"[\u3400-\u9fff、]{2,24}(?:[部司局厅处科院所站台馆社校园会行署省市县区州盟旗乡镇关队组团]长|主任|书记|经理|总裁|董事长|主席|发言人|巡视员|秘书长"
    r"|总(?:工程|经济|会计|统计|农艺|畜牧|规划)?师|总监|教授|研究员|专家|院士|负责人)"
)
# Begin with what can be a surname too.
_NO_PERSON = "高质量|农[业村]|金融|水利|安全|解[读答]|党建|房地产|方案|时间|项目"
_INTRODUCED = re.compile(
    rf"{_OFFICE}[ \u3000]+{PERSON}|(?!(?:{_NO_PERSON})[ \u3000]){PERSON}[ \u3000]+{_OFFICE}"
)
_PERSONS = re.compile(rf"{PERSON}(?:[ 、，/]{PERSON}){{0,4}}")


def is_person(words: str) -> bool:
    """Tell whether ``words`` could be a Chinese person's name: a surname, and one or two more."""
    return _IS_PERSON.fullmatch(words) is not None


def is_introduced(words: str) -> bool:
    """Tell whether ``words`` say who somebody is, 省能源局局长 林穗 or the other way round.

    With the space between.
    """
    return _INTRODUCED.fullmatch(words) is not None


def is_byline(words: str) -> bool:
    """Tell whether ``words`` are persons' names and nothing else."""
    return _PERSONS.fullmatch(words) is not None
