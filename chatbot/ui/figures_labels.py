"""The words of the figures tab in Chinese and English."""

from dataclasses import dataclass

from chatbot.settings import Language


@dataclass(frozen=True, slots=True)
class Labels:
    """Every word the tab says of its own; ``{}`` stands where a value goes.

    ``columns`` are the heads of the table by column, ``of`` the titles of the plots by comparison,
    ``comparisons`` what a comparison is called where not as in the briefing.
    """

    tab: str
    briefing: str
    every_briefing: str
    comparison: str
    every_comparison: str
    no_comparison: str
    comparisons: dict[str, str]
    unit: str
    every_unit: str
    search: str
    search_hint: str
    columns: dict[str, str]
    up: str
    down: str
    count: str
    none: str
    more: str
    order: str
    csv: str
    excel: str
    place: str
    place_none: str
    place_gone: str
    read: str
    page: str
    plot: str
    of: dict[str, str]
    of_other: str
    plot_none: str
    plot_most: str
    save: str


LABELS: dict[Language, Labels] = {
    "zh": Labels(
        tab="数字",
        briefing="简报",
        every_briefing="全部简报",
        comparison="比较",
        every_comparison="全部比较",
        no_comparison="无比较",
        comparisons={},
        unit="单位",
        every_unit="全部单位",
        search="搜索",
        search_hint="对象、指标、原句……",
        columns={
            "value": "数值",
            "unit": "单位",
            "subject": "对象",
            "metric": "指标",
            "period": "期间",
            "comparison": "比较",
            "speaker": "发言人",
            "source": "简报",
        },
        up="升",
        down="降",
        count="共 {} 个数字",
        none="没有这样的数字。",
        more="再显示 {} 个",
        order="排序",
        csv="下载 CSV",
        excel="下载 Excel",
        place="出处",
        place_none="点击表中一行，这里显示它在原文中的位置。",
        place_gone="这个数字所在的简报已经改动或移除。",
        read="在全文中查看",
        page="第 {} 页",
        plot="图表",
        of={"同比": "同比变化（%）", "环比": "环比变化（%）", "占比": "占比（%）"},
        of_other="{}（%）",
        plot_none="所选数字中没有两个以上可比的百分数。",
        plot_most="只画出绝对值最大的 {} 个",
        save="保存 {}",
    ),
    "en": Labels(
        tab="Figures",
        briefing="Briefing",
        every_briefing="Every briefing",
        comparison="Comparison",
        every_comparison="Every comparison",
        no_comparison="No comparison",
        comparisons={
            "同比": "on the year",
            "环比": "on the period",
            "占比": "share",
            "比上年": "on the year before",
            "比上年末": "on the year's end",
        },
        unit="Unit",
        every_unit="Every unit",
        search="Search",
        search_hint="subject, metric, sentence …",
        columns={
            "value": "Value",
            "unit": "Unit",
            "subject": "Subject",
            "metric": "Metric",
            "period": "Period",
            "comparison": "Comparison",
            "speaker": "Speaker",
            "source": "Briefing",
        },
        up="up",
        down="down",
        count="{} figures",
        none="No such figures.",
        more="Show {} more",
        order="Sort",
        csv="Download CSV",
        excel="Download Excel",
        place="Place",
        place_none="Choose a row of the table to see where it stands.",
        place_gone="The briefing of this figure was changed or removed.",
        read="Open the document",
        page="p. {}",
        plot="Plot",
        of={
            "同比": "Change from a year before (%)",
            "环比": "Change from the period before (%)",
            "占比": "Shares (%)",
        },
        of_other="{} (%)",
        plot_none="There are no two percentages to compare among these.",
        plot_most="only the {} largest",
        save="Save {}",
    ),
}
