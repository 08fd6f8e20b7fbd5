"""The report of a run: what is kept of it, and the page that shows it."""

import json
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
from chromium import ARGUMENTS, chromium
from hypothesis import given
from hypothesis import strategies as st

from chatbot.records import Answer, Citation, Figure
from evaluation import cli, details, html, plots
from evaluation.cases import Case
from evaluation.metrics import MEASURES
from evaluation.report import Manifest, Report, write
from evaluation.run import Found, Result
from evaluation.tradeoff import trade_off
from index.encode import Identity
from index.errors import UserError

HOSTILE = (
    "</script><script>window.hit = 1</script><!-- <img src=x onerror='window.hit = 2'> \"双\" 'x' "
    "**粗** [链](http://a.example) ${window.hit = 3} $data & &lt; {{x}} \\u003c \ud800 \u2028 😀"
)
PASSAGE = f"前😀文。{HOSTILE}增长6.1%。后文。"
MADE = Manifest(
    store="store <b>", documents=1, passages=36, encoder=Identity("e5 <i>", 384, "query: ", ""),
    passage_size=400, k=8, settings={"encoder": "bundled", "query_prompt": None, "k": 8},
    versions={"python": "3.11.7"}, cases=4, split="", file="<u>c.jsonl", sha256="ab12",
    time="2026-04-21T08:00:00+00:00", seconds=1.5,
)  # fmt: skip


def result(name, *, answerable=True, refused=False, right=True, kind="figure", split="dev", **more):
    start = PASSAGE.index("增长6.1%。")
    citation = Citation(
        1, "a:b.md", HOSTILE, "标题", "", 2, 100 + start, 100 + start + 7, "增长6.1%。", 1.25
    )
    answer = Answer(
        question=HOSTILE, question_understood="全的问题？", text=f"{HOSTILE}增长6.1%。[1]",
        refused=refused, reason="off_topic" if refused else "", citations=(citation,),
        figures=(Figure("6.1%", float("inf"), "%", "a:b.md", 1, 5, 1),),
        confidence=more.pop("confidence", 0.75), seconds=0.025,
    )  # fmt: skip
    case = Case(
        name, HOSTILE, answerable, kind, "zh", split, (("6.1%",), ("甲", HOSTILE)), ("增长6.1%",),
        (("早先的问", "早先的答"),), HOSTILE,
    )  # fmt: skip
    plain = Result(
        case=case, answer=answer, right=right, missed=(), sentences=1, cited=1, supported=1,
        cited_right=1, citations=1, evident=1, figures=1, faithful=1,
        hits=(Found("a:b.md:7", 2.5, "别的。", ()), Found("a:b.md:100", 1.5, PASSAGE, (0,))),
        relevant=("a:b.md:100",),
    )  # fmt: skip
    return replace(plain, **more)


RESULTS = (
    result("c1", confidence=0.9),
    result("c2", right=False, missed=(("甲", HOSTILE),), kind="list", confidence=0.6),
    result("c3", right=False, refused=True, split="test", confidence=0.2),
    result("c4", answerable=False, refused=True, kind="unanswerable", confidence=0.3),
    result("c5", answerable=False, right=False, kind="unanswerable", confidence=0.7),
    result("c6", right=False, error=f"cannot be asked {HOSTILE}", confidence=0.0),
)


@pytest.fixture(scope="module")
def report():
    return Report.of(RESULTS, MADE)


@pytest.fixture(scope="module")
def page(report):
    return html.page(report)


# What is kept


def test_a_report_comes_back_as_it_was_saved(report, tmp_path):
    report.save(tmp_path / "report.json")
    found = Report.load(tmp_path / "report.json")
    assert found == report
    assert found.rows == RESULTS
    assert found.measures["unanswerable"]["cited"] is None
    assert found.measures["all"]["accuracy"].value == pytest.approx(2 / 6)
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


@given(
    st.text(),
    st.lists(st.lists(st.text(), max_size=2)),
    st.floats(allow_nan=False),
    st.none() | st.integers(),
)
def test_whatever_an_answer_says_comes_back(tmp_path_factory, words, groups, number, page):
    path = tmp_path_factory.getbasetemp() / "property.json"
    first = RESULTS[0]
    citation = replace(first.answer.citations[0], title=words, score=number, page=page)
    row = replace(
        first,
        case=replace(first.case, question=words, expected=tuple(map(tuple, groups))),
        answer=replace(first.answer, text=words, citations=(citation,), confidence=number),
    )
    saved = Report(MADE, {words: {words: None}}, {"p50": number}, (row,))
    saved.save(path)
    assert Report.load(path) == saved


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text[:-30], "is damaged: it is not JSON"),
        (lambda _: "[" * 100_000, "is damaged: it is not JSON"),
        (lambda _: '{"rows": []}', "is not a report of briefing-eval run"),
        (lambda _: "[]", "is not a report of briefing-eval run"),
        (lambda text: text.replace('"version": 2', '"version": 3'), "has version 3, this program"),
        (lambda text: text.replace('"right": true', '"right": 1', 1), "rows[0].right must be bool"),
        (lambda text: text.replace('"kind"', '"kinds"', 1), "case lacks, or should not have"),
        (lambda text: text.replace('"off_topic"', '"bad"'), "answer.reason must be one of ''"),
        (lambda text: text.replace('"rows": [', '"rows": [3, ', 1), "rows[0] must be an object"),
        (lambda text: text.replace('"p50": 25.0', '"p50": "25"'), "latency['p50'] must be float"),
        (lambda text: text.replace('"hits": [', '"hits": {}, "hits_": [', 1), "'hits_'"),
        (lambda text: text.replace('"page": 2', '"page": 2.5', 1), "page must be int | None"),
    ],
)  # fmt: skip
def test_a_damaged_or_foreign_file_is_told_in_one_line(report, tmp_path, change, told):
    path = tmp_path / "report.json"
    report.save(path)
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        Report.load(path)
    message = str(caught.value)
    assert told in message
    assert str(path) in message
    assert "\n" not in message
    assert message.endswith("make one: briefing-eval run --out DIR")


def test_a_file_that_is_not_there_or_not_text(tmp_path):
    with pytest.raises(UserError, match="cannot be read: No such file"):
        Report.load(tmp_path / "none.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match="is damaged: it is not JSON"):
        Report.load(tmp_path / "bytes.json")


# What is shown


def test_each_case_has_a_verdict():
    assert [details.verdict(row) for row in RESULTS] == [
        "right", "missed", "refused", "right", "answered", "error",
    ]  # fmt: skip


def test_a_citation_is_found_in_its_hit_counted_as_a_browser_counts():
    citation, hits = RESULTS[0].answer.citations[0], RESULTS[0].hits
    start = PASSAGE.index("增长")
    # Two 😀 stand before it, and each takes two units.
    assert details.place(citation, hits) == (1, start + 2, start + 9)
    assert details.place(replace(citation, start=0, end=7), hits) is None
    assert details.place(replace(citation, source="b.md"), hits) is None
    assert details.place(replace(citation, text="增长6.2%。"), hits) is None


def test_a_passage_is_told_once_however_many_cases_found_it():
    data = details.of(RESULTS)
    assert [passage["name"] for passage in data["passages"]] == ["a:b.md:7", "a:b.md:100"]
    assert data["passages"][1]["text"] == PASSAGE
    assert [hit["passage"] for hit in data["cases"][5]["hits"]] == [0, 1]
    assert [group["found"] for group in data["cases"][1]["expected"]] == [True, False]


def test_the_trade_off_counts_what_each_threshold_would_refuse():
    curve = trade_off(RESULTS)
    # Thresholds 0.2, 0.3, 0.6, 0.7, 0.9 and beyond; answerable: 0.9, 0.6, 0.2, the others 0.3, 0.7.
    np.testing.assert_allclose(curve.false, [0, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 1])
    np.testing.assert_allclose(curve.right, [0, 0, 0.5, 0.5, 1, 1])
    assert curve.at == (pytest.approx(1 / 3), 0.5)
    assert trade_off(RESULTS[:3]) is None
    assert trade_off([]) is None


def test_plots_keep_text_as_text_and_take_the_colours_of_the_page(report):
    drawn = {plot.title: plot.svg for plot in plots.draw(report)}
    assert len(drawn) == 5
    assert "unanswerable (2)</text>" in drawn["Accuracy per kind"]
    assert "this run: 50%, 33% falsely</text>" in drawn["Refusals at other thresholds"]
    assert "median 25 ms</text>" in drawn["Time of an answer"]
    ids = [part.split('"')[0] for svg in drawn.values() for part in svg.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    for svg in drawn.values():
        assert svg.startswith("<svg")
        assert "var(--accent)" in svg
        assert "<style" not in svg


def test_kinds_of_any_sort_can_be_plotted():
    odd = ["", "数字与表格", "<b>$x$</b>", "a kind with a very long name", *map(str, range(30))]
    rows = [result(f"c{n}", kind=kind) for n, kind in enumerate(odd)]
    svg = plots.draw(Report.of(rows, MADE))[0].svg
    for words in (
        "no kind (1)",
        "数字与表格 (1)",
        "&lt;b&gt;$x$&lt;/b&gt; (1)",
        "a kind with a… (1)",
    ):
        assert f"{words}</text>" in svg


def test_a_run_without_cases_has_a_page_too():
    assert "needs answerable and unanswerable cases" in html.page(Report.of([], MADE))


def test_every_measure_is_explained_and_headlines_are_measures():
    assert set(html.MEANINGS) == set(MEASURES)
    assert set(html.HEADLINE) < set(MEASURES)


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the texts of its scripts."""

    def __init__(self, page):
        super().__init__()
        self.found, self.scripts = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.found and self.found[-1][0] == "script" and data.strip():
            self.scripts.append(data)


def test_nothing_that_documents_or_answers_say_becomes_markup(page):
    seen = Elements(page)
    data, script = seen.scripts
    assert json.loads(data) == json.loads(json.dumps(details.of(RESULTS)))
    assert "<" not in data
    assert script.startswith('"use strict"')
    assert not {tag for tag, _ in seen.found} & {"img", "iframe", "object"}
    assert page.count("<i>") == 0
    for words in ("store &lt;b&gt;", "e5 &lt;i&gt;", "&lt;u&gt;c.jsonl"):
        assert words in page
    policy = next(a["content"] for tag, a in seen.found if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    for tag, attributes in seen.found:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        assert attributes.get("href", "#")[:5] in ("data:", "#") or tag == "use"


def test_the_page_tells_values_with_their_intervals(page):
    assert "<h3>accuracy</h3><p>0.333</p>" in page
    assert "<h3>median time</h3><p>25 ms</p>" in page
    assert "6 cases</small>" in page
    assert "<dt>sha256</dt><dd>ab12</dd>" in page
    assert "<dd>encoder bundled, query_prompt –, k 8</dd>" in page
    assert "query_prompt &#x27;query: &#x27;, document_prompt &#x27;&#x27;</dd>" in page


# In a browser


@contextmanager
def opened(path, **options):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        try:
            page = browser.new_page(**options)
            page.set_default_timeout(10_000)
            page.asked, page.faults = [], []
            page.on("request", lambda request: page.asked.append(request.url))
            page.on("pageerror", lambda error: page.faults.append(str(error)))
            page.on("console", lambda line: page.faults.append(line.text))
            page.goto(path.as_uri())
            yield page
            assert page.faults == []
            assert page.asked == [path.as_uri()]
            assert page.evaluate("window.hit") is None
        finally:
            browser.close()


@pytest.mark.browser
def test_filters_choose_cases_and_count_them(page, tmp_path):
    file = tmp_path / "report.html"
    write(file, page)
    with opened(file) as shown:

        def state():
            ids = shown.locator(".case > summary .id").all_text_contents()
            return shown.locator("#count").inner_text(), ids

        def choose(**chosen):
            shown.locator("#filters button").click()
            shown.locator(".case").nth(5).wait_for(state="attached")
            for name, value in chosen.items():
                shown.select_option(f"[name={name}]", label=value)
            return state()

        everything = ("6 of 6 cases: 2 right, 4 wrong", ["c1", "c2", "c3", "c4", "c5", "c6"])
        assert state() == everything
        assert choose(kind="unanswerable (2)")[1] == ["c4", "c5"]
        assert choose(split="test (1)")[1] == ["c3"]
        assert choose(verdict="right (2)")[1] == ["c1", "c4"]
        assert choose(verdict="wrong (4)") == (
            "4 of 6 cases: 0 right, 4 wrong", ["c2", "c3", "c5", "c6"],
        )  # fmt: skip
        assert choose(refused="refused (2)")[1] == ["c3", "c4"]
        assert choose(refused="answered (3)", kind="figure (3)")[1] == ["c1"]
        choose()
        shown.fill("[name=text]", "C3 <SCRIPT>window.hit")
        assert state() == ("1 of 6 cases: 0 right, 1 wrong", ["c3"])
        shown.fill("[name=text]", "没有的话")
        assert state() == ("0 of 6 cases: 0 right, 0 wrong", [])
        assert choose() == everything
        shown.locator("#why button", has_text="should have been refused").click()
        assert state()[1] == ["c5"]


@pytest.mark.browser
def test_a_case_shows_why_it_is_wrong_and_where_its_answer_stands(page, tmp_path):
    file = tmp_path / "report.html"
    write(file, page)
    with opened(file, viewport={"width": 390, "height": 800}, color_scheme="dark") as shown:
        case = shown.locator(".case").nth(1)
        assert case.locator(".chip.bad").text_content() == "lacks what is expected"
        case.locator("> summary").click()
        case.locator(".inside").wait_for()
        assert case.locator(".groups li").all_inner_texts()[0] == "6.1% found"
        assert case.locator(".groups li.bad").count() == 1
        assert case.locator("mark").inner_text() == "增长6.1%。"
        assert case.locator(".turn").all_inner_texts()[:2] == ["早先的问", "早先的答"]
        assert "[链](http://a.example)" in case.locator(".answer").inner_text()
        case.locator(".answer .mark").click()
        assert case.locator(".citation.pointed").count() == 1
        hit = case.locator(".hits li").nth(1)
        assert hit.locator(".chip").inner_text() == "evidence 1"
        hit.locator("summary").click()
        assert hit.locator("u").inner_text() == "增长6.1%"
        refusal = shown.locator(".case").nth(3)
        refusal.locator("> summary").click()
        refusal.locator("h4", has_text="Refused: off topic").wait_for()
        error = shown.locator(".case").nth(5)
        error.locator("> summary").click()
        assert "cannot be asked </script>" in error.locator("p.bad").inner_text()
        assert shown.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.browser
def test_a_thousand_cases_come_in_parts(tmp_path):
    rows = [result(f"c{n}", right=n % 2 == 0) for n in range(1000)]
    file = tmp_path / "report.html"
    write(file, html.page(Report.of(rows, MADE)))
    with opened(file) as shown:
        cards = shown.locator(".case")
        assert cards.count() == 50
        assert shown.locator("#more").inner_text() == "Show 50 more of 950"
        shown.locator("#more").click()
        assert cards.count() == 100
        shown.fill("[name=text]", "c99")
        assert shown.locator("#count").inner_text() == "11 of 1,000 cases: 5 right, 6 wrong"
        assert cards.count() == 11
        assert shown.locator("#more").is_hidden()


# The command


@pytest.mark.slow
def test_a_run_keeps_its_report(first_use, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BRIEFING_HOME", str(first_use.home))
    cases = tmp_path / "cases.jsonl"
    question = {"id": "1", "question": "截至3月底，全国5G基站总数是多少？", "answerable": True}
    asked = [
        {**question, "expected": [["495.8万"]], "split": "dev"},
        {**question, "id": "2", "question": " ", "expected": [["1"]], "split": "dev"},
        {**question, "id": "3", "expected": [["1"]], "split": "test"},
    ]
    cases.write_text("\n".join(json.dumps(case) for case in asked), encoding="utf-8")
    out = tmp_path / "a" / "b"
    assert cli.main(["run", str(cases), "--split", "dev", "--out", str(out)]) == 0
    assert f"wrote {out / 'report.json'} and {out / 'report.html'}" in capsys.readouterr().out
    kept = Report.load(out / "report.json")
    assert [(row.case.id, row.right, bool(row.error)) for row in kept.rows] == [
        ("1", True, False), ("2", False, True),
    ]  # fmt: skip
    made = kept.manifest
    assert (made.store, made.file, made.split, made.cases) == ("store", "cases.jsonl", "dev", 2)
    assert (made.documents, made.k, made.encoder.dimension) == (1, 8, 384)
    assert made.passages > 20
    assert len(made.sha256) == 64
    assert made.time.endswith("+00:00")
    assert "495.8" in (out / "report.html").read_text(encoding="utf-8")
    assert str(tmp_path) not in (out / "report.json").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_is_told_before_anything_is_asked(
    first_use, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("BRIEFING_HOME", str(first_use.home))
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("evaluation.run.run", None)
    assert cli.main(["run", "--out", str(tmp_path / "file")]) == 1
    assert f"the folder {tmp_path / 'file'} cannot be made: File exists" in capsys.readouterr().err
