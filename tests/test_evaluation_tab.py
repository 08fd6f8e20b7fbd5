"""The evaluation tab without a browser: runs in steps, kept runs, what is shown of them."""

import asyncio
import json
import re
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

from chatbot import assemble, cli, settings
from chatbot.ui import page
from evaluation import html, metrics, plots, program
from evaluation.chosen import BUNDLED
from evaluation.report import Report
from evaluation.ui import listing, show, steps, tab, versus, view, words
from evaluation.ui import turns as turns_module
from evaluation.ui.labels import LABELS
from evaluation.ui.runs import Runs
from evaluation.ui.steps import Step, Subject
from evaluation.ui.view import Look
from index.errors import UserError

HOSTILE = "<script src=x>全国现在一共有多少个5G基站？"
RIGHT = {
    "id": "r1", "question": "截至3月底，全国5G基站总数是多少？", "answerable": True,
    "kind": "figure", "split": "dev", "expected": [["495.8万"]],
    "evidence": ["5G基站在全国总计达495.8万个"],
}  # fmt: skip
WRONG = {
    **RIGHT,
    "id": "w<b>",
    "question": HOSTILE,
    "kind": "everyday",
    "expected": [["<img src=x>"]],
}
REFUSED = {
    "id": "u1",
    "question": "红烧肉怎么做才好吃？",
    "answerable": False,
    "kind": "unanswerable",
}


def write(path, *rows):
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def subject(first_use, tmp_path):
    """Return the bundled briefing with a home of its own for the runs."""
    environment = {"BRIEFING_HOME": str(tmp_path / "home")}
    given = settings.load({"store": first_use.home / "store"}, environment)
    return Subject(given, assemble.live(given))


@pytest.fixture
def kept(subject, tmp_path):
    """Return the name of a kept run of three cases."""
    file = write(tmp_path / "own.jsonl", RIGHT, WRONG, REFUSED)
    *_, last = steps.perform(subject, file, "", "en")
    return last.kept


def test_a_run_tells_how_far_it_is_and_is_kept(subject, tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "_PAUSE", 0.0)
    file = write(tmp_path / "own.jsonl", RIGHT, WRONG, REFUSED)
    told = list(steps.perform(subject, file, "", "en"))
    shown = [re.sub(r"<[^>]+>", "", step.notice) for step in told]
    assert shown[:2] == ["Reading the cases …", "0 of 3 cases"]
    assert [line.split(" · ")[0] for line in shown[2:5]] == [f"{n} of 3 cases" for n in (1, 2, 3)]
    assert '<progress max="3" value="2"' in told[3].notice
    assert shown[-1].startswith("Done&#58; 3 cases in ")
    assert [bool(step.kept) for step in told] == [False] * (len(told) - 1) + [True]
    report = subject.runs.open(told[-1].kept)
    assert [row.case.id for row in report.rows] == ["r1", "w<b>", "u1"]
    assert [row.right for row in report.rows] == [True, False, True]
    assert (report.manifest.file, report.manifest.cases) == ("own.jsonl", 3)
    assert list((subject.settings.home / "runs").iterdir()) == [subject.runs.folder / told[-1].kept]


def test_a_run_that_is_stopped_keeps_nothing(subject, tmp_path):
    running = steps.perform(subject, write(tmp_path / "own.jsonl", RIGHT, WRONG), "", "en")
    next(running), next(running)
    running.close()
    assert subject.runs.listed() == ([], [])


def test_a_run_waits_its_turn_and_is_stopped_by_its_own_page_only(subject, tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "_PAUSE", 0.0)
    monkeypatch.setattr(turns_module, "_PAUSE", 0.0)
    turns = turns_module.Turns()
    file = write(tmp_path / "own.jsonl", RIGHT, WRONG)
    waiting, stopped = Step("waiting"), Step("stopped")

    def begun(page):
        turns.begin(page)
        return turns.take(page, steps.perform(subject, file, "", "en"), waiting, stopped)

    first, second, third = begun("one"), begun("two"), begun("three")
    next(first), next(first)
    assert [next(second), next(second), next(third)] == [waiting] * 3
    turns.stop("three")
    assert list(third) == [stopped]
    turns.stop("one")
    assert [step.notice for step in first] == ["stopped"]
    *_, last = second
    assert last.kept
    assert [row.name for row in subject.runs.listed()[0]] == [last.kept]
    # a page that was left gives its turn back, and an earlier wish does not stop the next run
    left = begun("four")
    next(left)
    left.close()
    *_, last = begun("one")
    assert last.kept


def test_a_run_that_is_kept_cannot_be_stopped_any_more(subject, kept):
    turns = turns_module.Turns()
    turns.stop("one")
    assert list(turns.take("one", iter([Step("done", kept)]), Step("w"), Step("s"))) == [
        Step("done", kept)
    ]


def test_only_the_cases_of_a_split_are_asked(subject, tmp_path):
    file = write(tmp_path / "own.jsonl", RIGHT, REFUSED)
    *_, last = steps.perform(subject, file, "dev", "en")
    (row,), faults = subject.runs.listed()
    assert (row.name, row.split, row.cases, row.accuracy.value) == (last.kept, "dev", 1, 1.0)
    assert faults == []
    *_, last = steps.perform(subject, file, "test", "en")
    assert "own&#46;jsonl has no case of the split &#39;test&#39;&#59; " in last.notice
    assert "its 2 cases have&#58; none&#44; dev" in last.notice


@pytest.mark.parametrize(
    ("data", "parts"),
    [
        (b'{"id": "1"}\n{no', ["own&#46;jsonl&#58; 3 faults", "line 1&#58; question is missing",
                               "line 2&#58; not JSON"]),
        (json.dumps({**RIGHT, "evidence": ["<b>nowhere</b>"]}).encode(),
         ["the evidence &#39;&#60;b&#62;nowhere&#60;&#47;b&#62;&#39; is not in the indexed text"]),
        ('{"id": "问"}'.encode("gbk"), ["own&#46;jsonl cannot be read as UTF&#45;8 cases"]),
        (b"", ["no cases&#58; expected one JSON object a line"]),
        (b"\x00\x01%PDF", ["line 1&#58; not JSON"]),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_and_nothing_is_kept(subject, tmp_path, data, parts):
    file = tmp_path / "own.jsonl"
    file.write_bytes(data)
    *_, last = steps.perform(subject, file, "", "en")
    assert last.kept == ""
    assert 'role="alert"' in last.notice
    for part in ("These cases cannot be run", *parts):
        assert part in last.notice
    assert str(tmp_path) not in last.notice
    assert "bundled" not in last.notice
    assert subject.runs.listed() == ([], [])


def test_many_faults_are_cut(subject, tmp_path):
    file = write(tmp_path / "own.jsonl", *["{no"] * 100)
    *_, last = steps.perform(subject, file, "", "en")
    assert "100 faults" in last.notice
    assert last.notice.count("<li>") == 41
    assert "<li>… 60</li>" in last.notice


def test_the_bundled_cases_over_other_documents_are_explained(subject, monkeypatch):
    monkeypatch.setattr(steps.chosen, "texts", lambda index: ["another text"])
    *_, last = steps.perform(subject, BUNDLED, "", "en")
    assert "briefing&#46;jsonl holds cases for another briefing" in last.notice
    assert "if other documents are indexed" in last.notice


def test_a_folder_that_cannot_be_made_is_told_before_the_run(subject, tmp_path):
    subject.settings.home.mkdir(exist_ok=True)
    (subject.settings.home / "runs").write_text("")
    told = list(steps.perform(subject, write(tmp_path / "own.jsonl", RIGHT), "", "en"))
    assert len(told) == 2
    assert "runs cannot be kept" in told[-1].notice
    assert "BRIEFING&#95;HOME" in told[-1].notice


def test_a_fault_of_the_program_is_told_and_raised(subject, tmp_path, monkeypatch):
    monkeypatch.setattr(type(subject.answerer), "answer", lambda *_: 1 / 0)
    running = steps.perform(subject, write(tmp_path / "own.jsonl", RIGHT), "", "en")
    assert [next(running) for _ in range(3)][-1].notice == steps.fault(LABELS["en"].failed)
    with pytest.raises(ZeroDivisionError):
        next(running)


def test_what_is_no_report_is_skipped_with_a_line(subject, kept):
    folder = subject.runs.folder
    (folder / "a<b>.json").write_text("{")
    (folder / "old.json").write_text('{"format": "briefing-eval report", "version": 0}')
    (folder / "notes.txt").write_text("mine")
    data = json.loads((folder / kept).read_text(encoding="utf-8"))
    (folder / "less.json").write_text(json.dumps({**data, "measures": {"all": {}}}))
    found, faults = subject.runs.listed()
    assert [one.name for one in found] == [kept]
    assert len(faults) == 3
    assert faults[0].startswith("the report a<b>.json is damaged: it is not JSON")
    assert "has version 0, this program reads 2" in faults[2]
    shown = show.kept(subject.runs, "", "", "en")
    assert "the report a&#60;b&#62;&#46;json is damaged" in shown
    assert shown.count("data-act") == 1


@pytest.mark.parametrize("name", ["../secret.json", "/etc/passwd", "none.json", "", "a/b.json"])
def test_only_kept_runs_can_be_opened(subject, kept, name):
    (subject.settings.home / "secret.json").write_text("{}")
    with pytest.raises(UserError):
        subject.runs.open(name)
    (_, _, _, result, *_) = view.page(subject, Look(name or "x"), "all", view.EVERY, "en")
    assert 'role="alert"' in result


def test_runs_of_one_second_are_kept_side_by_side(tmp_path, kept, subject):
    report, runs = subject.runs.open(kept), Runs(tmp_path / "other")
    names = [runs.keep(report) for _ in range(3)]
    assert names == [kept, kept.replace(".json", "-2.json"), kept.replace(".json", "-3.json")]
    assert [one.name for one in runs.listed()[0]] == sorted(names, reverse=True)
    assert runs.open(names[2]) == report


def test_the_buttons_of_the_list_open_and_compare():
    look = Look().after("open", "a.json")
    assert look == Look("a.json")
    assert look.after("compare", "b.json") == Look("a.json", "b.json")
    assert look.after("compare", "b.json").after("compare", "b.json") == Look("a.json")
    assert look.after("compare", "b.json").after("open", "b.json") == Look("b.json")


def test_a_result_has_the_measures_with_their_intervals_and_all_plots(subject, kept):
    shown = show.result(subject.runs.open(kept), "en")
    assert " own&#46;jsonl · All · 3 cases</h2>" in shown
    assert '<th scope="row">All</th><td>3</td><td>0.667<small>0.00–1.00</small></td>' in shown
    assert '<th scope="row">everyday</th><td>1</td><td>0.000<small>' in shown
    assert shown.count("<svg") == 5
    for name in metrics.MEASURES:
        assert f">{name.replace('@', '&#64;')}</th>" in shown


def test_the_list_shows_failed_cases_or_all_of_a_kind(subject, kept):
    rows = subject.runs.open(kept).rows

    def listed(which, kind):
        return listing.listed(subject.answerer, rows, which, kind, "en").count("<details")

    assert listed("failed", None) == 1
    assert listed("all", None) == 3
    assert listed("failed", "figure") == 0
    assert listed("all", "figure") == 1
    assert "No such cases" in listing.listed(subject.answerer, rows, "failed", "figure", "en")


def test_a_failed_case_shows_what_is_missing_and_its_citation_in_context(subject, kept):
    rows = subject.runs.open(kept).rows
    shown = listing.listed(subject.answerer, rows, "failed", None, "en")
    assert "3 cases&#44; 1 of them failed" in shown
    assert '<span class="chip bad">lacks what is expected</span>' in shown
    assert '<span class="chip bad">missing</span> &#60;img src&#61;x&#62;' in shown
    assert '<a class="cite" href="#source-case-1-1">' in shown
    mark = '<mark id="source-case-1-1" tabindex="-1">截至3月底，5G基站在全国总计达495&#46;8万个；'
    assert f"一是网络的能力更强了。{mark}</mark>10G PON" in shown
    assert '<span class="chip good">evidence</span>' in shown


def test_words_of_a_case_file_are_text(subject, kept):
    report = subject.runs.open(kept)
    other = replace(report, rows=tuple(replace(row, right=not row.right) for row in report.rows))
    for shown in (
        listing.listed(subject.answerer, report.rows, "all", None, "zh"),
        show.result(report, "zh"),
        versus.shown(report, other, "zh"),
        show.kept(subject.runs, kept, "", "zh"),
    ):
        assert "<script" not in shown
        assert "<img" not in shown
        assert "<i>" not in shown.replace("<i style", "")
    question = "&#60;script src&#61;x&#62;全国"
    assert question in listing.listed(subject.answerer, report.rows, "all", None, "zh")
    assert question in versus.shown(report, other, "zh")


def test_a_citation_of_other_documents_stands_in_its_passage(subject, kept):
    row = subject.runs.open(kept).rows[0]
    (cited,) = row.answer.citations
    elsewhere = replace(row, answer=replace(row.answer, citations=(replace(cited, source="x.md"),)))
    hits = tuple(replace(hit, passage=f"x.md:{hit.passage.split(':')[1]}") for hit in row.hits)
    alone = listing.listed(subject.answerer, [elsewhere], "all", None, "en")
    assert "10G PON" not in alone
    assert f"{cited.text[:3]}" in alone
    within = listing.listed(subject.answerer, [replace(elsewhere, hits=hits)], "all", None, "en")
    assert re.search(r"495&#46;8万个；</mark>10G PON", within)


def test_a_comparison_has_differences_and_flipped_cases(subject, kept):
    first = subject.runs.open(kept)
    mended = replace(first.rows[1], right=True, missed=())
    second = replace(first, rows=(replace(first.rows[0], right=False), mended))
    shown = versus.shown(first, second, "en")
    assert "2 cases that both runs asked" in shown
    assert "1 in the first&#44; 0 in the second" in shown
    assert ">accuracy</th><td>0.500</td><td>0.500</td><td>+0.000</td>" in shown
    assert "Right only in the first run &#40;1&#41;" in shown
    assert "Right only in the second run &#40;1&#41;" in shown
    assert "-0.000" not in shown
    alone = versus.shown(first, replace(first, rows=()), "en")
    assert "0 cases that both runs asked" in alone
    assert "<table" not in alone


def test_a_language_has_every_label_with_the_same_places():
    for field in fields(LABELS["zh"]):
        chinese, english = (getattr(LABELS[language], field.name) for language in ("zh", "en"))
        if field.name == "verdicts":
            assert chinese.keys() == english.keys()
            continue
        assert chinese, field.name
        assert chinese.count("{}") == english.count("{}"), field.name
        assert re.search("[一-鿿]", chinese), field.name
        assert not re.search("[一-鿿]", english), field.name


def test_every_measure_and_every_word_of_a_picture_is_translated(subject, kept):
    assert words._MEASURES.keys() == metrics.MEASURES.keys() == html.MEANINGS.keys()
    report = subject.runs.open(kept)
    for plot in plots.draw(report):
        assert re.search("[一-鿿]", words.caption(plot.title, "zh")), plot.title
        assert re.search("[一-鿿]", words.caption(plot.note, "zh")), plot.note
        for text in re.findall(r">([^<>]+)</text>", words.picture(plot.svg, "zh")):
            kind = re.fullmatch(r"(.+) \(\d+\)", text)
            assert kind or text == "k" or not re.search("[a-z]", text), text
        assert words.picture(plot.svg, "en") == plot.svg


def test_no_event_of_the_tab_is_an_endpoint(subject):
    made = tab.evaluation(subject.settings, subject.live)
    assert made.names == {"zh": "评测", "en": "Evaluation"}
    assert "#evaluation" in made.style

    async def built():
        return page.build(subject.live, language="zh", examples=[], titles=[], tabs=[made])

    assert list(asyncio.run(built()).get_api_info()["named_endpoints"]) == []


def test_the_program_hands_the_tab_to_the_page(first_use, monkeypatch):
    from chatbot.ui import serve

    monkeypatch.setenv("BRIEFING_HOME", str(first_use.home))
    monkeypatch.setenv("BRIEFING_PORT", "0")
    given = []
    monkeypatch.setattr(serve, "serve", lambda answerer, **named: given.append(named["tabs"]))
    assert program.main(["serve"]) == 0
    assert cli.main(["serve"]) == 0
    with_tab, without = given
    assert [one.names["en"] for one in with_tab] == ["Briefings", "Figures", "Verify", "Evaluation"]
    assert [one.names["en"] for one in without] == ["Briefings", "Figures", "Verify"]


def test_the_installed_command_is_the_program_and_help_stays_light():
    project = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert 'briefing = "evaluation.program:main"' in project
    code = (
        "import sys\nfrom evaluation.program import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "assert not {'gradio', 'numpy', 'matplotlib', 'ir_measures', 'torch'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("usage: briefing ")


def test_a_report_of_the_command_line_can_be_opened(subject, kept, tmp_path):
    """Whatever ``briefing-eval run --out`` wrote is a kept run once it lies in the folder."""
    Report.load(subject.runs.folder / kept).save(subject.runs.folder / "mine.json")
    assert {one.name for one in subject.runs.listed()[0]} == {kept, "mine.json"}
    assert view.page(subject, Look("mine.json"), "failed", view.EVERY, "en")[0] == Look("mine.json")
