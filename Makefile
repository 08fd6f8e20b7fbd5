# Everything runs in a virtual environment of its own; `make chat` and `make test` set it up.
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Outside the tree, so that `make clean` and other checkouts leave it alone.
MODELS ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/briefing-models

.PHONY: chat test test-llm check bench format clean

chat: $(READY) ## open the chat page on http://127.0.0.1:7860
	$(BIN)/briefing serve

test: $(READY) ## run all tests; those of the page need Chromium, one of them axe-core
	@sh .ci/chromium $(BIN)
	@sh .ci/axe >/dev/null
	$(BIN)/python -m pytest

test-llm: $(READY) ## ask a real language model on this machine; it is made once, 1.1 GB
	sh .ci/local-model $(BIN)/python $(MODELS)/small.gguf
	LOCAL_MODEL=$(MODELS)/small.gguf $(BIN)/python -m pytest -m llm

check: $(READY) ## lint, formatting, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY) ## speed and recall as ratios against a plain pipeline
	$(BIN)/briefing-eval bench

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(READY): pyproject.toml constraints.txt
	sh .ci/environment $(PYTHON) $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt --editable '.[dev]'
	@touch $(READY)

clean:
	rm -rf $(VENV) build dist *.egg-info
