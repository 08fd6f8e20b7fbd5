"""Running heads, feet and page numbers are no text."""

from index.readers.running import without


def test_heads_feet_and_numbers_go():
    pages = [f"青溪日报\n第{n}页\n正文{name}。\n— {n} —" for n, name in enumerate("甲乙丙丁", 1)]
    assert without(pages) == ["正文甲。", "正文乙。", "正文丙。", "正文丁。"]


def test_a_title_page_may_lack_the_head():
    pages = ["发布会\n正文一", *(f"青溪日报\n正文{n}" for n in "二三四五")]
    assert without(pages) == ["发布会\n正文一", "正文二", "正文三", "正文四", "正文五"]


def test_two_pages_lose_only_their_numbers():
    assert without(["标题\n一\n1", "标题\n二\n2"]) == ["标题\n一", "标题\n二"]


def test_one_page_and_none_stay_as_they_are():
    assert without(["3\n正文\n1"]) == ["3\n正文\n1"]
    assert without([]) == []


def test_lines_that_return_inside_a_page_stay():
    pages = [f"{name}开头\n小计\n{name}结尾" for name in "甲乙丙丁"]
    assert without(pages) == pages


def test_pages_of_nothing_but_the_head_become_empty():
    assert without(["青溪日报"] * 3) == ["", "", ""]
