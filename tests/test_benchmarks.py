"""Benchmarks in the layouts of BEIR and SQuAD, on small invented files."""

import json

import pytest

from evaluation import asking, beir, benchmarks, cli, corpus, quoting, rows, scores, squad
from index.errors import UserError

CORPUS = [
    ("tea", "茶园", "云溪县有茶园三千亩。春茶在清明前采摘，由四家合作社加工。"),
    ("bridge", "桥梁", "白鹭桥全长八百米，去年十月通车。桥上有两条自行车道。"),
    ("school", "学校", "新学期全县有两万名学生入学，其中小学生一万二千名。"),
    ("ferry", "Ferry", "The night ferry leaves the old harbour at half past nine."),
]
QUERIES = [
    ("q1", "春茶什么时候采摘？"),
    ("q2", "白鹭桥有多长？"),
    ("q3", "When does the night ferry leave?"),
    ("q4", "有多少学生入学？"),
    ("q5", "没有判断的问题？"),
]
QRELS = [("q1", "tea", 1), ("q2", "bridge", 2), ("q2", "ferry", 0), ("q3", "ferry", 1)]

SQUAD = {
    "data": [
        {
            "title": "云溪县",
            "paragraphs": [
                {
                    "context": "云溪县有茶园三千亩。春茶在清明前采摘，由四家合作社加工。",
                    "qas": [
                        {"id": "a", "question": "春茶在什么时候采摘？", "answers": ["清明前"]},
                        {
                            "id": "b",
                            "question": "云溪县有多少亩茶园？",
                            "answers": [{"text": "三千亩"}, {"text": "云溪县有茶园三千亩"}],
                        },
                    ],
                },
                {
                    "context": "The Night Ferry leaves the old harbour at half past nine.",
                    "qas": [
                        {
                            "id": "c",
                            "question": "When does the night ferry leave the old harbour?",
                            "answers": [{"text": "Half past  NINE"}],
                        },
                        {
                            "id": "d",
                            "question": "Who won the chess tournament in Oslo?",
                            "is_impossible": True,
                            "answers": [],
                        },
                    ],
                },
            ],
        }
    ]
}


def write_beir(folder, corpus=CORPUS, queries=QUERIES, qrels=QRELS, name="test"):
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    documents = [{"_id": key, "title": title, "text": text} for key, title, text in corpus]
    asked = [{"_id": key, "text": text} for key, text in queries]
    for file, found in (("corpus.jsonl", documents), ("queries.jsonl", asked)):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
        (folder / file).write_text(text, encoding="utf-8")
    lines = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, row)) for row in qrels)]
    (folder / "qrels" / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def write_squad(path, data=SQUAD):
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def setup(tmp_path, encoder):
    """Return what makes a setup, and the lines that it was told."""
    told = []

    def make(limit=None, seed=0, encoder=encoder, out="out"):
        (tmp_path / out).mkdir(exist_ok=True)
        return asking.Setup(encoder, 300, 8, tmp_path / out, told.append, limit, seed)

    make.told = told
    return make


def test_beir_keeps_the_queries_that_can_be_judged(tmp_path):
    qrels = [*QRELS, ("q4", "nowhere", 1), ("q5", "tea", 0), ("q9", "tea", 1)]
    held = beir.load(write_beir(tmp_path, qrels=qrels))
    assert list(held.queries) == ["q1", "q2", "q3", "q4"]
    assert held.grades["q2"] == {"bridge": 2, "ferry": 0}
    file = tmp_path / "qrels" / "test.tsv"
    assert held.warnings == (
        f"{file}: 1 queries are not in queries.jsonl; they are not asked",
        f"{file}: 1 queries have no relevant document; they are not asked",
        f"{file}: 1 relevant documents are not in corpus.jsonl; they count as not found",
    )


def test_beir_takes_the_only_split_or_test_or_the_one_named(tmp_path):
    write_beir(tmp_path, name="dev")
    assert beir.load(tmp_path).qrels.stem == "dev"
    write_beir(tmp_path, name="test")
    assert beir.load(tmp_path).qrels.stem == "test"
    assert beir.load(tmp_path, "dev").qrels.stem == "dev"
    with pytest.raises(UserError, match=r"train\.tsv, the splits there are: dev, test; name one"):
        beir.load(tmp_path, "train")


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("queries.jsonl", '{"_id": "q1", "text": "茶？"}\n{oops\n', "line 2: it is not JSON"),
        ("queries.jsonl", '\n{"_id": "q1", "text": " "}\n', "line 2: expected a text .* 'q1'"),
        ("queries.jsonl", '{"text": "茶？"}\n', "line 1: expected an object with _id"),
        ("queries.jsonl", '{"_id": 1, "text": "茶"}\n' * 2, "line 2: .* found '1' a second time"),
        ("queries.jsonl", "", "expected an object with _id and text a line, found none"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1 tea 1\n", "line 2: .* found 1;"),
        ("qrels/test.tsv", "q1\tQ0\ttea\t1\n", "line 1: expected 3 columns .* found 4;"),
        ("qrels/test.tsv", "q1\ttea\t1\nq2\ttea\tyes\n", "line 2: .* found 'yes'"),
        ("qrels/test.tsv", "q1\ttea\t0\n", "no query of queries.jsonl has a relevant document"),
        ("corpus.jsonl", '{"_id": "a", "text": "茶"}\n[]\n', "line 2: expected one object"),
    ],
)
def test_beir_names_the_line_of_a_fault(tmp_path, file, text, message):
    (write_beir(tmp_path) / file).write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=message) as caught:
        beir.load(tmp_path)
    assert str(tmp_path / file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_beir_says_which_file_is_missing_or_not_utf_8(tmp_path):
    with pytest.raises(UserError, match=r"expected a folder with corpus\.jsonl"):
        beir.load(tmp_path / "none")
    write_beir(tmp_path)
    (tmp_path / "queries.jsonl").write_bytes(b'{"_id": "1", "text": "\xb2\xe8"}\n')
    with pytest.raises(UserError, match="line 1: expected UTF-8, found byte 0xb2"):
        beir.load(tmp_path)
    (tmp_path / "corpus.jsonl").unlink()
    with pytest.raises(UserError, match=r"but corpus\.jsonl is missing"):
        beir.load(tmp_path)


def test_squad_numbers_texts_and_questions(tmp_path):
    held = squad.load(write_squad(tmp_path / "set.json"))
    assert [(p.key, p.title, p.text[:3]) for p in held.paragraphs] == [
        ("1", "云溪县", "云溪县"),
        ("2", "云溪县", "The"),
    ]
    assert [(q.number, q.id, q.golds, q.paragraph) for q in held.questions] == [
        (1, "a", ("清明前",), "1"),
        (2, "b", ("三千亩", "云溪县有茶园三千亩"), "1"),
        (3, "c", ("Half past  NINE",), "2"),
        (4, "d", (), "2"),
    ]


def test_squad_reads_the_first_release_of_cmrc(tmp_path):
    asked = {"query_id": "T_1", "query_text": "桥有多长？", "answers": ["八百米"]}
    silent = {"query_id": "T_2", "query_text": " ", "answers": ["八百米"]}
    data = [
        {"context_id": "T", "context_text": "桥长八百米。", "title": "桥", "qas": [silent, asked]},
        {"context_id": "U", "context_text": "桥长八百米。", "title": "桥", "qas": [asked]},
    ]
    held = squad.load(write_squad(tmp_path / "trial.json", data))
    assert held.paragraphs == (squad.Paragraph("1", "桥", "桥长八百米。"),)
    assert [(q.number, q.id, q.paragraph) for q in held.questions] == [
        (1, "T_1", "1"),
        (2, "T_1", "1"),
    ]
    assert held.warnings == (
        f"{tmp_path / 'trial.json'}: data[0].qas[0]: a question without words is not asked",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"data": [\n{oops}]}', "line 2: it is not JSON .* at column 2"),
        ("7", "the file: expected data → paragraphs"),
        ('{"rows": []}', "the file: expected a list under data, found NoneType"),
        ('{"data": [7]}', r"data\[0\]: expected an object, found int"),
        (
            '{"data": [{"paragraphs": [{"qas": []}]}]}',
            r"data\[0\]\.paragraphs\[0\]: expected a tex",
        ),
        ('[{"context": "茶。", "qas": [{"id": "1"}]}]', r"data\[0\]\.qas\[0\]: expected a text"),
        (
            '[{"context": "茶。", "qas": [{"question": "茶？", "answers": [{"text": ""}]}]}]',
            r"data\[0\]\.qas\[0\]\.answers\[0\]: expected a text, found ''",
        ),
        ('[{"context": "茶。", "qas": []}]', "found no questions"),
    ],
)
def test_squad_names_the_place_of_a_fault(tmp_path, text, message):
    (tmp_path / "set.json").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=message) as caught:
        squad.load(tmp_path / "set.json")
    assert "\n" not in str(caught.value)


def test_squad_refuses_other_encodings_and_missing_files(tmp_path):
    with pytest.raises(UserError, match=r"expected a file at .*, found none"):
        squad.load(tmp_path / "none.json")
    (tmp_path / "set.json").write_bytes('[\n"茶"]'.encode("gb18030"))
    with pytest.raises(UserError, match="line 2: it is not UTF-8"):
        squad.load(tmp_path / "set.json")


def test_rows_outlive_a_half_written_line(tmp_path):
    path = tmp_path / "rows.jsonl"
    kept = rows.Rows(path)
    kept.append({"key": "1", "text": "茶"})
    with path.open("a", encoding="utf-8") as stream:
        stream.write('{"key": "2", "te')
    again = rows.Rows(path)
    assert again.found == {"1": {"key": "1", "text": "茶"}}
    again.append({"key": "3"})
    assert path.read_text(encoding="utf-8") == '{"key": "1", "text": "茶"}\n{"key": "3"}\n'
    path.write_text('{"key": "1"}\nother\n', encoding="utf-8")
    with pytest.raises(UserError, match="line 2: it is not a row"):
        rows.Rows(path)


def test_a_smaller_sample_is_part_of_a_larger_one(setup):
    keys = [str(number) for number in range(50)]
    few, more = asking.sample(keys, setup(5)), asking.sample(keys, setup(20))
    assert few == ["1", "14", "28", "36", "43"]
    assert set(few) < set(more)
    assert more == sorted(more, key=int)
    assert asking.sample(keys, setup(5, seed=1)) != few
    assert asking.sample(keys, setup(80)) == asking.sample(keys, setup()) == keys
    with pytest.raises(UserError, match="--limit must be at least 1, found 0"):
        asking.sample(keys, setup(0))


def row(refused=False, golds=("三千亩",), texts=(), paragraphs=None):
    places = paragraphs or ["1"] * len(texts)
    cited = [
        {"text": text, "score": score, "paragraph": place}
        for score, (text, place) in enumerate(zip(texts, places, strict=True))
    ]
    return {"golds": golds, "refused": refused, "citations": cited, "paragraph": "1"}


def test_quotations_are_judged_by_the_gold_answers():
    two = quoting.judged(row(texts=["共３ 千亩，即三千亩。", "三千亩"], paragraphs=["2", "2"]))
    assert two == quoting.Judged(True, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0)
    late = quoting.judged(row(texts=["白鹭桥。", "三千亩茶园"]))
    assert (late.quoted, late.in_place, late.first, late.exact) == (1, 1, 0, 0)
    # Three of five characters, and all three of the gold answer's.
    assert late.f1 == pytest.approx(0.75)
    refused = quoting.judged(row(refused=True, texts=["三千亩"]))
    assert refused == quoting.Judged(True, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert quoting.judged(row(golds=(), refused=True)).answerable is False
    assert quoting.holds("Half\u3000Past nine", ["half past ＮＩＮＥ"])


def test_means_have_intervals():
    assert scores.mean([]) is None
    sure = scores.mean([1.0, 1.0, 1.0])
    assert (sure.value, sure.low, sure.high, sure.cases) == (1.0, 1.0, 1.0, 3)
    half = scores.mean([0.0, 1.0] * 50)
    assert (half.value, round(half.low, 2), round(half.high, 2)) == (0.5, 0.41, 0.6)


def test_retrieval_ranks_documents_and_writes_run_and_report(tmp_path, setup):
    data = write_beir(tmp_path / "data")
    found = benchmarks.retrieve(data, None, 10, setup())
    assert {name: one.value for name, one in found.measures.items()} == dict.fromkeys(
        ("recall@1", "recall@3", "recall@5", "recall@10", "MRR@10", "nDCG@10"), 1.0
    )
    assert (found.asked, found.of, found.indexing.documents) == (3, 3, 4)
    assert found.indexing.characters == sum(len(text) for _, _, text in CORPUS)
    run = [line.split() for line in (tmp_path / "out" / "run.trec").read_text().splitlines()]
    assert [line[:4] + line[5:] for line in run if line[3] == "1"] == [
        ["q1", "Q0", "tea", "1", "briefing"],
        ["q2", "Q0", "bridge", "1", "briefing"],
        ["q3", "Q0", "ferry", "1", "briefing"],
    ]
    assert len(run) == 12 and float(run[0][4]) > float(run[1][4])
    report = json.loads((tmp_path / "out" / "retrieval.json").read_text(encoding="utf-8"))
    assert report["measures"]["recall@1"] == {"value": 1.0, "low": 1.0, "high": 1.0, "cases": 3}
    assert report["questions"] == {"asked": 3, "of": 3}
    assert [one["key"] for one in report["rows"]] == ["q1", "q2", "q3"]
    assert report["rows"][0]["measures"]["R@1"] == 1.0


def test_what_is_not_found_counts(tmp_path, setup):
    qrels = [*QRELS, ("q4", "nowhere", 1)]
    queries = [*QUERIES[:2], ("q3", "ferry " * 500), QUERIES[3]]
    data = write_beir(tmp_path / "data", queries=queries, qrels=qrels)
    found = benchmarks.retrieve(data, None, 10, setup())
    assert found.measures["recall@10"].value == 0.5
    assert len(found.seconds) == 3
    assert "1 questions could not be asked (empty or too long) and score 0" in found.lines()
    assert [line.partition("test.tsv: ")[2] for line in setup.told] == [
        "1 relevant documents are not in corpus.jsonl; they count as not found"
    ]


def test_a_document_of_many_passages_is_ranked_once(tmp_path, setup):
    long = "云溪县第二号茶园的春茶在清明前采摘。" * 500
    data = write_beir(tmp_path / "data", corpus=[("long", "", long), *CORPUS[1:]])
    with corpus.indexed(data / "corpus.jsonl", setup().out, setup().encoder, 300) as (index, made):
        ranked = asking.documents(index, "春茶什么时候采摘？", 3)
    assert made.passages >= 30
    assert ranked[0][0] == "long"
    assert len({name for name, _ in ranked}) == 3


def test_fewer_documents_than_are_measured_cannot_be_kept(tmp_path, setup):
    with pytest.raises(UserError, match=r"-k must be at least 10, .* found 5"):
        benchmarks.retrieve(tmp_path, None, 5, setup())


class Interrupted:
    """The encoder, until a question that somebody stops at."""

    def __init__(self, encoder, at):
        self._encoder = encoder
        self._at = at
        self.identity = encoder.identity
        self.questions = []
        self.encode_documents = encoder.encode_documents

    def encode_queries(self, texts):
        if self._at in texts:
            raise KeyboardInterrupt
        self.questions += texts
        return self._encoder.encode_queries(texts)


def test_an_interrupted_run_goes_on(tmp_path, setup, encoder):
    data = write_beir(tmp_path / "data")
    with pytest.raises(KeyboardInterrupt):
        benchmarks.retrieve(data, None, 10, setup(encoder=Interrupted(encoder, QUERIES[1][1])))
    (kept,) = (tmp_path / "out").glob("rows-*.jsonl")
    with kept.open("a", encoding="utf-8") as stream:
        stream.write('{"key": "q2", "ran')
    watched = Interrupted(encoder, None)
    found = benchmarks.retrieve(data, None, 10, setup(encoder=watched))
    # The index is not made again, nor is the first query asked.
    assert watched.questions[1:] == [QUERIES[1][1], QUERIES[2][1]]
    assert setup.told == ["1 questions were asked before; going on"]
    assert found.measures["recall@1"].cases == 3
    idle = Interrupted(encoder, None)
    assert benchmarks.retrieve(data, None, 10, setup(encoder=idle)).measures == found.measures
    assert idle.questions == []
    # Other judgements do not need other rows; other queries do.
    write_beir(data, qrels=[*QRELS, ("q4", "tea", 1)])
    benchmarks.retrieve(data, None, 10, setup(encoder=idle))
    assert idle.questions[1:] == [QUERIES[3][1]]
    write_beir(data, queries=[("q1", "茶园有多少亩？"), *QUERIES[1:]])
    benchmarks.retrieve(data, None, 10, setup(encoder=idle))
    assert idle.questions[3:] == ["茶园有多少亩？", *(text for _, text in QUERIES[1:3])]


def test_a_changed_corpus_is_indexed_anew(tmp_path, setup):
    data = write_beir(tmp_path / "data")
    benchmarks.retrieve(data, None, 10, setup())
    write_beir(data, corpus=CORPUS[1:])
    found = benchmarks.retrieve(data, None, 10, setup())
    assert found.indexing.documents == 3
    assert found.measures["recall@1"].value == pytest.approx(2 / 3)


def test_what_a_package_finds_by_is_all_of_it(tmp_path):
    (tmp_path / "words").mkdir()
    (tmp_path / "assets").mkdir()
    for name in (
        "one.py",
        "words/two.py",
        "assets/three.txt",
        "assets/four.json",
        "assets/five.css",
    ):
        (tmp_path / name).write_text("", encoding="utf-8")
    found = [path.relative_to(tmp_path).as_posix() for path in corpus.parts(tmp_path)]
    assert found == ["one.py", "words/two.py", "assets/four.json", "assets/three.txt"]


def test_reading_measures_quotations_and_refusals(tmp_path, setup):
    found = benchmarks.read(write_squad(tmp_path / "set.json"), setup())
    values = {name: one and one.value for name, one in found.measures.items()}
    assert values["recall@1"] == values["MRR@10"] == 1.0
    assert values["quoted"] == values["quoted from its paragraph"] == 1.0
    assert values["first citation"] == 1.0
    assert values["exact match"] == pytest.approx(1 / 3)
    assert values["refused"] == 0.25
    assert values["refused though answerable"] == 0.0
    assert values["refused, unanswerable"] == 1.0
    assert found.measures["quoted"].cases == 3
    assert found.measures["refused, unanswerable"].cases == 1
    report = json.loads((tmp_path / "out" / "reading.json").read_text(encoding="utf-8"))
    assert [(one["id"], one["quoted"], one["refused"]) for one in report["rows"]] == [
        ("a", 1.0, 0.0),
        ("b", 1.0, 0.0),
        ("c", 1.0, 0.0),
        ("d", 0.0, 1.0),
    ]
    assert report["rows"][1]["citations"][0]["text"] == "云溪县有茶园三千亩。"


def test_all_paragraphs_stay_indexed_when_few_questions_are_asked(tmp_path, setup):
    found = benchmarks.read(write_squad(tmp_path / "set.json"), setup(limit=1))
    assert (found.asked, found.of, found.indexing.documents) == (1, 4, 2)


def test_the_commands_print_a_table_and_name_faults(tmp_path, capsys):
    file = write_squad(tmp_path / "set.json")
    assert cli.main(["reading", str(file), "--out", str(tmp_path / "kept")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{file}: 4 of 4 questions over 2 documents, 2 passages"
    assert lines[2].split() == ["recall@1", "1.000", "1.000", "–", "1.000", "3"]
    assert (tmp_path / "kept" / "reading.json").is_file()
    data = write_beir(tmp_path / "data")
    assert cli.main(["retrieval", str(data), "--limit", "2"]) == 0
    assert capsys.readouterr().out.startswith(f"{data}: 2 of 3 questions over 4 documents")
    assert not list(data.glob("*.trec"))
    assert cli.main(["retrieval", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err.startswith("briefing-eval: expected a folder with corpus.jsonl")
    assert cli.main(["reading", str(file), "--out", str(file)]) == 1
    assert "cannot be made" in capsys.readouterr().err
