"""Questions to ask next: from the text around what was quoted, and only what is answered."""

from chatbot.followups import figure_questions, follow_ups
from chatbot.records import Answer, Citation
from index import press
from index.records import Document

TEXT = (
    "# 通报\n\n## 通信\n\n记者：网络建设得如何？下一步有什么考虑？\n\n"
    "谢存：截至3月底，5G基站总数达495.8万个。光缆线路总长度达7500万公里。电信业务收入同比增长5%。\n\n"
    "## 装备\n\n记者：装备工业怎么样？\n\n陶青：装备工业运行平稳。\n"
)


def load(source):
    return Document(source, "通报", TEXT)


def answer(question, words, refused=False):
    start = TEXT.index(words)
    cited = Citation(1, "a.md", "通报", "", "", None, start, start + len(words), words, 1.0)
    return Answer(question, question, words, refused, "", (cited,), (), 0.9, 0.0)


FIRST = answer("5G基站有多少？", "截至3月底，5G基站总数达495.8万个。")
ANSWERS = {
    "光缆线路总长度是多少？": "光缆线路总长度达7500万公里。",
    "网络建设得如何？": "光缆线路总长度达7500万公里。",
    "装备工业怎么样？": "装备工业运行平稳。",
}


def suggested(asked=(), refused=()):
    tried = []

    def ask(question):
        tried.append(question)
        words = ANSWERS.get(question, FIRST.text)
        return answer(question, words, refused=question in refused)

    return follow_ups(FIRST, asked, ask, load), tried


def test_figures_and_reporters_questions_nearby_are_suggested():
    found, tried = suggested()
    # what leads to a place that has been quoted or suggested already is left out
    assert found == ["光缆线路总长度是多少？", "装备工业怎么样？"]
    assert "网络建设得如何？" in tried


def test_what_was_asked_or_is_refused_is_left_out():
    found, tried = suggested(asked=["光缆线路总长度是多少"])
    assert found == ["网络建设得如何？", "装备工业怎么样？"]
    assert "光缆线路总长度是多少？" not in tried
    found, _ = suggested(refused=["装备工业怎么样？", "光缆线路总长度是多少？"])
    assert found == ["网络建设得如何？"]


def test_a_change_is_asked_for_as_one():
    text = "工厂产品质量提升20.5%。工厂运营成本降低18.4%。"
    document = Document("a.md", "通报", text)
    (exchange,) = press.exchanges(text)
    assert list(figure_questions(document, exchange, 0)) == [
        "工厂产品质量提高了多少？",
        "工厂运营成本降低了多少？",
    ]


def test_an_answer_without_a_quotation_suggests_nothing():
    told = Answer("天气？", "天气？", "没有涉及。", True, "off_topic", (), (), 0.1, 0.0)
    assert follow_ups(told, [], lambda question: FIRST, load) == []
