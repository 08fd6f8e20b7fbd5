"""Where a setting comes from, and what is refused on the way."""

from pathlib import Path

import pytest

from chatbot import settings
from index.errors import UserError


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def loaded(home, given=None, environment=None, config=None):
    if config is not None:
        home.mkdir(exist_ok=True)
        (home / "config.toml").write_text(config, encoding="utf-8")
    return settings.load(given or {}, {"BRIEFING_HOME": str(home), **(environment or {})})


def refusal(*words, **named):
    with pytest.raises(UserError) as raised:
        loaded(*words, **named)
    return str(raised.value)


def test_defaults(home):
    found = loaded(home)
    assert found == settings.Settings(
        home=home,
        store=home / "store",
        encoder="bundled",
        query_prompt=None,
        document_prompt=None,
        passage_size=400,
        k=8,
        host="127.0.0.1",
        port=7860,
        language="zh",
        auth=None,
        root_path="",
        answerer="auto",
        llm_url=None,
        llm_model=None,
        llm_key=None,
        llm_file=None,
        llm_temperature=0.0,
        llm_wait=30.0,
        llm_timeout=120.0,
    )
    assert found.cache == home / "cache"
    assert not home.exists()


# Each setting with a value of its own in every place it can come from.
VALUES = {
    "store": ('"/of-file"', "/of-environment", "/of-line"),
    "encoder": ('"of-file"', "of-environment", "of-line"),
    "query_prompt": ('"of-file: "', "of-environment: ", "of-line: "),
    "document_prompt": ('"of-file: "', "of-environment: ", "of-line: "),
    "passage_size": ("100", "200", 500),
    "k": ("1", "2", 3),
    "host": ('"1.1.1.1"', "2.2.2.2", "3.3.3.3"),
    "port": ("1001", "1002", 1003),
    "language": ('"en"', "zh", "en"),
    "auth": ('"a:of-file"', "a:of-environment", "a:of-line"),
    "root_path": ('"/of-file"', "/of-environment", "/of-line"),
    "answerer": ('"llm"', "extractive", "auto"),
    "llm_url": ('"http://of-file/v1"', "http://of-environment/v1", "https://of-line/v1"),
    "llm_model": ('"of-file"', "of-environment", "of-line"),
    "llm_key": ('"of-file"', "of-environment", "of-line"),
    # Files that are there: this one, and two beside it.
    "llm_file": tuple(
        f"{quote}{Path(__file__).with_name(name)}{quote}"
        for name, quote in (("conftest.py", '"'), ("test_cli.py", ""), ("test_docs.py", ""))
    ),
    "llm_temperature": ("0.1", "0.2", 0.3),
    "llm_wait": ("1.5", "2.5", 3.5),
    "llm_timeout": ("10.5", "20.5", 30.5),
}


@pytest.mark.parametrize("name", VALUES)
def test_the_line_wins_then_the_environment_then_the_file(home, name):
    of_file, of_environment, of_line = VALUES[name]
    config = f"{name} = {of_file}"
    environment = {f"BRIEFING_{name.upper()}": of_environment}

    def value(**named):
        return str(getattr(loaded(home, config=config, **named), name))

    assert value() == of_file.strip('"')
    assert value(environment=environment) == of_environment
    assert value(environment=environment, given={name: of_line}) == str(of_line)
    assert value(given={name: of_line}) == str(of_line)
    assert value(environment=environment, given={name: None}) == of_environment


def test_every_setting_is_tried_above():
    assert set(VALUES) == settings.names()


def test_each_place_gives_what_the_others_do_not(home):
    found = loaded(home, {"k": 3}, {"BRIEFING_PORT": "0"}, 'host = "::1"\nk = 5\nport = 1')
    assert (found.k, found.port, found.host, found.language) == (3, 0, "::1", "zh")


def test_a_store_is_relative_to_the_file_that_names_it(home, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "user"))
    config = 'store = "briefings"'
    assert loaded(home, config=config).store == home / "briefings"
    assert loaded(home, environment={"BRIEFING_STORE": "x"}).store == tmp_path / "x"
    assert loaded(home, {"store": Path("y/z")}).store == tmp_path / "y" / "z"
    assert loaded(home, {"store": "~/s"}).store == tmp_path / "user" / "s"
    assert loaded(home, config='store = "~/s"').store == tmp_path / "user" / "s"


def test_the_home_moves(home, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "user"))
    assert settings.load({}, {"BRIEFING_HOME": "here"}).store == tmp_path / "here" / "store"
    assert settings.load({}, {"BRIEFING_HOME": "~/b"}).home == tmp_path / "user" / "b"
    # Neither set nor empty it moves nothing.
    own = settings.platformdirs.user_data_dir("briefing")
    assert settings.load({}, {}).home == settings.load({}, {"BRIEFING_HOME": ""}).home == Path(own)


def test_the_environment_is_the_process_by_default(home, monkeypatch):
    monkeypatch.setenv("BRIEFING_HOME", str(home))
    monkeypatch.setenv("BRIEFING_K", "12")
    assert (settings.load({}).home, settings.load({}).k) == (home, 12)


def test_other_variables_are_nobody_elses_business(home):
    assert loaded(home, environment={"MY_BRIEFING_K": "x", "BRIEFINGS": "x", "K": "x"}).k == 8


def test_a_file_of_windows_notepad_is_read(home):
    assert loaded(home, config="\ufeffk = 4\r\n").k == 4


NAMES = (
    "store, encoder, query_prompt, document_prompt, passage_size, k, host, port, language, auth, "
    "root_path, answerer, llm_url, llm_model, llm_key, llm_file, llm_temperature, llm_wait, "
    "llm_timeout"
)


def test_unknown_keys_are_refused(home):
    assert refusal(home, config="k = 3\ncolour = 1") == (
        f"{home / 'config.toml'}: unknown setting 'colour'; expected one of: {NAMES}"
    )
    # The home cannot name another home.
    assert "unknown setting 'home'" in refusal(home, config='home = "/x"')
    assert "unknown setting 'page'" in refusal(home, config="[page]\nport = 1")
    (home / "config.toml").unlink()
    variables = ", ".join(f"BRIEFING_{name.upper()}" for name in NAMES.split(", "))
    assert refusal(home, environment={"BRIEFING_COLOUR": "1"}) == (
        f"unknown environment variable BRIEFING_COLOUR; expected one of: BRIEFING_HOME, {variables}"
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("k", '"x"', "must be a whole number, found 'x'"),
        ("k", "true", "must be a whole number, found True"),
        ("k", "2.5", "must be a whole number, found 2.5"),
        ("k", "[1]", "must be a whole number, found [1]"),
        ("k", "0", "must be from 1 to 100, found 0"),
        ("k", "101", "must be from 1 to 100, found 101"),
        ("port", "-1", "must be from 0 to 65535, found -1"),
        ("port", "65536", "must be from 0 to 65535, found 65536"),
        ("passage_size", "49", "must be from 50 to 2000, found 49"),
        ("passage_size", "2001", "must be from 50 to 2000, found 2001"),
        ("encoder", "5", "must be text, found 5"),
        ("query_prompt", "false", "must be text, found False"),
        ("host", "[]", "must be text, found []"),
        ("language", '"fr"', "must be zh or en, found 'fr'"),
        ("language", '"ZH"', "must be zh or en, found 'ZH'"),
        ("store", "5", "must name a folder, found 5"),
        ("store", "[]", "must name a folder, found []"),
        ("store", '""', "must name a folder, found ''"),
        ("store", '"a\\u0000b"', "must name a folder, found 'a\\x00b' (embedded null byte)"),
        ("store", '"~nobody.of.that.name/s"',
         "must name a folder, found '~nobody.of.that.name/s' "
         "(Could not determine home directory.)"),
        ("answerer", '"model"', "must be extractive, llm or auto, found 'model'"),
        ("llm_url", '"localhost:11434"',
         "must be an address, for example http://localhost:11434/v1, found 'localhost:11434'"),
        ("llm_url", "5", "must be an address, for example http://localhost:11434/v1, found 5"),
        ("llm_key", "5", "must be text, found something else"),
        ("llm_temperature", '"warm"', "must be a number, found 'warm'"),
        ("llm_temperature", "2.1", "must be from 0 to 2, found 2.1"),
        ("llm_temperature", "nan", "must be from 0 to 2, found nan"),
        ("llm_wait", "0", "must be from 1 to 3600, found 0.0"),
    ],
)  # fmt: skip
def test_a_value_in_the_file_that_does_not_fit(home, name, value, message):
    assert refusal(home, config=f"{name} = {value}") == f"{home / 'config.toml'}: {name} {message}"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("K", "", "must be a whole number, found ''"),
        ("K", "x", "must be a whole number, found 'x'"),
        ("K", "1e1", "must be a whole number, found '1e1'"),
        ("PORT", "99999", "must be from 0 to 65535, found 99999"),
        ("PASSAGE_SIZE", "0", "must be from 50 to 2000, found 0"),
        ("LANGUAGE", "", "must be zh or en, found ''"),
        ("STORE", "", "must name a folder, found ''"),
    ],
)
def test_a_value_in_the_environment_that_does_not_fit(home, name, value, message):
    variable = f"BRIEFING_{name}"
    assert refusal(home, environment={variable: value}) == f"{variable} {message}"


@pytest.mark.parametrize(
    ("name", "edges"), [("k", (1, 100)), ("port", (0, 65535)), ("passage_size", (50, 2000))]
)
def test_the_edges_are_allowed(home, name, edges):
    for edge in edges:
        assert getattr(loaded(home, {name: edge}), name) == edge


def test_a_value_that_another_place_overrides_is_not_looked_at(home):
    assert loaded(home, {"k": 3}, {"BRIEFING_K": "x"}, 'k = "y"').k == 3


def test_a_home_that_is_none(home):
    long = "h" * 300
    assert refusal(long) == f"BRIEFING_HOME must name a folder, found '{long}' (File name too long)"


@pytest.mark.parametrize("content", [b"k = ", b"k = 1\nk = 2", b"\xff\xfe", b"{}"])
def test_a_file_that_is_no_toml(home, content):
    home.mkdir()
    (home / "config.toml").write_bytes(content)
    message = refusal(home)
    assert message.startswith(f"{home / 'config.toml'} cannot be read as TOML: ")
    assert message.endswith("; mend or remove it")
    assert "\n" not in message


def test_a_model_that_is_no_file(home, tmp_path):
    assert refusal(home, environment={"BRIEFING_LLM_FILE": str(tmp_path / "x.gguf")}) == (
        f"BRIEFING_LLM_FILE must name a model's .gguf file, found none at {tmp_path / 'x.gguf'}"
    )


def test_the_key_of_a_model_is_in_no_text_about_the_settings(home):
    assert "secret" not in repr(loaded(home, {"llm_key": "secret"}))


def test_an_address_has_no_slash_at_its_end(home):
    assert loaded(home, {"llm_url": "http://h:1/v1/"}).llm_url == "http://h:1/v1"
