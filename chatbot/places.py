"""Names of places that figures are broken down by."""

import re

# Where a press briefing's figures are broken down by place. The country itself is no condition.
PLACE = re.compile(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|"
    "甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|深圳|广州|杭州|成都|武汉|南京|西安|苏州|青岛|大连|宁波|厦门|长沙|郑州|"
    "沈阳|济南|合肥|福州|昆明|哈尔滨|长春|石家庄|太原|南昌|南宁|贵阳|兰州|海口|无锡|东莞|佛山|雄安|"
    "长三角|珠三角|京津冀|大湾区|东北|华北|华东|华南|华中|西北|西南|东部|中部|西部|"
    "美国|日本|韩国|德国|法国|英国|印度|俄罗斯|欧盟|欧洲|东盟|非洲|拉美|越南|巴西|加拿大|澳大利亚|墨西哥|意大利|西班牙|新加坡|"
    "马来西亚|泰国|印尼|沙特|中东|亚洲|北美|"
    "(?-i:Beijing|Shanghai|Tianjin|Chongqing|Guangdong|Jiangsu|Zhejiang|Shandong|Sichuan|Hubei|Henan|Hunan|Fujian|"
    "Shenzhen|Guangzhou|Hangzhou|Chengdu|Wuhan|Nanjing|Xi'an|Hong Kong|Taiwan|Tibet|Xinjiang|"
    "United States|U\\.?S\\.?A?\\b|America|Japan|Korea|Germany|France|Britain|UK\\b|India|Russia|"
    "EU\\b|Europe|ASEAN|Africa|"
    "Vietnam|Brazil|Canada|Australia|Mexico|Italy|Spain|Singapore)"
)

# A name of two characters and what kind of place it is; many words that are no name end so too.
DISTRICT = re.compile(
    r"(?!.[全各本该]|[年月日])(?!全|各|本|该|某|一|[两二三四五六七八九十]|这|那|和|在|与|到)[\u4e00-\u9fff]{2}"
    r"(?:区(?<!小区)(?<!社区)(?<!园区)(?<!地区)(?<!城区)(?<!片区)(?<!景区)(?<!校区)(?<!库区)(?<!灾区)(?<!山区)(?<!专区)"
    r"(?<!新区)(?<!郊区)(?<!辖区)(?<!特区)(?<!范区)(?<!发区)(?<!导区)(?<!验区)(?<!治区)(?<!护区)(?<!能区)(?<!业区)(?<!市区)"
    r"|县|省|市(?<!城市)(?<!股市)(?<!上市)(?<!都市)(?<!超市)(?<!门市)(?<!县市))(?!场|级|委|长|政|区|民|镇|域)"
)
PLACED = re.compile(f"{DISTRICT.pattern}|{PLACE.pattern}")
