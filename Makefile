# Everything that a person or a machine does here goes through this file: `make help` lists it.
# The first target that needs it builds .venv from the pinned, hash-checked requirements; later runs reuse it.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# What Python and the scenarios keep ready beside themselves is wanted in every target: without it each start is slower.
unexport PYTHONDONTWRITEBYTECODE

VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.ready
PINS   := requirements/runtime.txt requirements/dev.txt
CODE   := simulator scenarios scoring tui tests
ARGS   ?=
SAMPLE ?= 200
CORPUS ?= ../shared/corpus

.PHONY: help setup play test check static format bench screenshots terminal faults validate validity browser xapi badges schemas pins clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@echo
	@echo "  PYTHON=/path/to/python3.12 make setup   chooses the interpreter (3.11 or newer)"
	@echo "  make play ARGS='play db-failover'       passes a command line to warroom"

setup: $(STAMP) ## Build or refresh .venv (PYTHON chooses the interpreter)

$(STAMP): $(PINS) pyproject.toml requirements/install.sh
	@PYTHON="$(PYTHON)" sh requirements/install.sh $(VENV) $(PINS)
	@touch $@

play: $(STAMP) ## Open the lobby; without a terminal, show the help (ARGS passes through)
	@$(BIN)/warroom $(ARGS)

test: $(STAMP) ## Run every test (ARGS passes through to pytest)
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: static ## Format, lint, strict types, import contracts, then the tests
	@$(BIN)/python -m pytest -n auto --dist worksteal

static: $(STAMP) ## The part of check that runs no test
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP) ## Lay out the code and repair what the linter can repair
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

bench: $(STAMP) ## Measure the speed against floors of the same run
	@$(BIN)/python -m compileall -q simulator scenarios scoring tui
	@$(BIN)/python -m tests.bench $(ARGS)

terminal: $(STAMP) ## Play whole drills in a real terminal at three sizes (needs tmux)
	@WARROOM_TERMINAL=1 $(BIN)/python -m pytest -q -n 3 tests/tui/test_terminal.py $(ARGS)

screenshots: $(STAMP) ## Draw the README's pictures from the running program (needs tmux)
	@$(BIN)/python -m tests.screenshots $(ARGS)

faults: $(STAMP) ## Kill drills, hosts and networks, lose unsynced bytes, SAMPLE times (200)
	@$(BIN)/python -m tests.faults --sample $(SAMPLE) $(ARGS)
	@WARROOM_FAULTS=1 $(BIN)/python -m pytest -q tests/scoring/analysis/test_batch.py

validate: $(STAMP) ## Long, resumable statistics over many drills
	@$(BIN)/python -m tests.validate $(ARGS)
	@$(BIN)/python -m tests.validate.worth --drills $(SAMPLE)
	@WARROOM_STATISTICS=1 $(BIN)/python -m pytest -q -n auto tests/scoring/test_library.py tests/bots/test_habits.py

validity: $(STAMP) ## Compare the reader with labelled texts in CORPUS
	@$(BIN)/python -m tests.validity $(CORPUS) $(ARGS)

browser: $(STAMP) ## Open reports and play drills in a real Chromium (needs node, pdftoppm, tmux)
	@$(BIN)/python -m tests.reports_browser $(if $(FEW),--few) $(ARGS)
	@$(BIN)/python -m tests.browser

xapi: $(STAMP) ## Check learning records with a validator of somebody else (needs node and npm)
	@$(BIN)/python -m tests.xapi_validator $(ARGS)

badges: $(STAMP) ## Check a certificate's proofs with libraries of others (needs node and npm)
	@$(BIN)/python -m tests.badge_verifiers $(ARGS)

schemas: $(STAMP) ## Write the published JSON Schemas anew
	.venv/bin/warroom scenario schema > docs/schemas/scenario.schema.json
	.venv/bin/warroom runbook schema > docs/schemas/runbook.schema.json
	.venv/bin/python -m scoring.reports docs/schemas
	.venv/bin/python -m scoring.certificates docs/schemas
	.venv/bin/python -m tui.rooms docs/schemas

pins: ## Write the pinned requirements anew (needs uv on the PATH)
	uv pip compile pyproject.toml --all-extras --group build --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url -q -o requirements/runtime.txt
	uv pip compile --group dev -c requirements/runtime.txt --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url -q -o requirements/dev.txt

clean: ## Remove .venv, caches and build output
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
