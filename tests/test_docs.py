"""What the documentation names exists, and what exists is named."""

import argparse
import re
from dataclasses import fields
from pathlib import Path

import pytest

from chatbot import cli
from chatbot.settings import Settings
from evaluation import cli as evaluation_cli

ROOT = Path(__file__).parent.parent
PACKAGES = ("index", "chatbot", "evaluation")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(parser):
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


@pytest.mark.parametrize(
    ("parser", "page"), [(cli.parser(), "cli.md"), (evaluation_cli.parser(), "evaluation.md")]
)
def test_every_command_and_option_is_documented_and_has_help(parser, page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for name, command in commands(parser):
        assert f"{parser.prog} {name}" in text
        for action in command._actions:
            assert action.help, f"{name}: {action.dest} has no help"
            for option in action.option_strings:
                if option not in ("-h", "--help"):
                    assert option in text, f"{name} {option} is not documented"


def test_every_setting_is_documented():
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    for field in fields(Settings):
        if field.name != "home":
            assert f"`{field.name}`" in text
            assert f"`BRIEFING_{field.name.upper()}`" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_that_are_named_exist(page):
    folders = (*PACKAGES, "tests")
    modules = {path.relative_to(ROOT) for name in folders for path in (ROOT / name).rglob("*.py")}
    for named in re.findall(r"`([\w/]+\.py)`", page.read_text(encoding="utf-8")):
        assert any(path.match(named) for path in modules), named


def test_every_package_is_in_the_architecture():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for name in PACKAGES:
        for folder in (ROOT / name).rglob("__init__.py"):
            package = folder.parent.relative_to(ROOT).as_posix()
            assert f"`{package}/" in text or f"`{package}`" in text, package


def test_every_picture_is_shown_and_small():
    text = (ROOT / "docs" / "page.md").read_text(encoding="utf-8")
    pictures = sorted((ROOT / "docs" / "pictures").glob("*"))
    assert [picture.stem for picture in pictures] == [
        "ask", "begin", "briefings", "check", "evaluation", "figures", "telephone", "verify",
    ]  # fmt: skip
    for picture in pictures:
        assert f"](pictures/{picture.name})" in text
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size < 200_000


def test_readme_names_both_commands_and_ci_runs_the_tests():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make chat" in readme
    assert "make test" in readme
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
