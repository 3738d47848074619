# The two commands: `make validate` does the main job, `make test` passes the tests.
# Everything is installed into .venv and the user's cache folder; nothing needs root
# but Chromium, which one test drives.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Tests of the harness itself: two workers suit a laptop, -n 0 a debugger.
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help install validate test lint types imports unit replay local prove record browser clients bench report clean

help: ## show this list
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/.installed ## set up .venv

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	  echo "  next: install one, then run: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) can't make virtual environments: the distribution splits that off."; \
	  echo "  next: sudo apt install python3-venv"; exit 2; }
	@echo "== setting up $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --disable-pip-version-check --require-hashes --quiet --progress-bar on \
	  -r requirements.lock || { \
	  echo "The packages could not be installed; pip says why above."; \
	  echo "  next: check the network and the free space, then run the same command again"; exit 2; }
	@$(BIN)/pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@touch $@

validate: install ## boot a local staging, run the validation loop, write the reports
	@$(BIN)/harness validate

test: install browser clients lint types imports unit replay local ## everything that must be green
	@echo "== all tests passed"

lint: install ## ruff: rules and format; no cassette tells too much
	@echo "== lint"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/harness cassettes audit

types: install ## mypy, strict
	@echo "== types"
	@$(BIN)/mypy

imports: install ## imports run one way
	@echo "== imports"
	@$(BIN)/lint-imports

unit: install ## tests of the harness, without Odoo
	@echo "== unit"
	@$(BIN)/python -m pytest tests -n $(WORKERS) -m "not local"

# What was recorded against a local staging changes only with the tree: a test must not turn red
# by the calendar.
replay: export HARNESS_CASSETTE_DAYS = 0
replay: install ## the scenarios from cassettes, offline
	@echo "== replay"
	@$(BIN)/python -m pytest --disable-socket -n $(WORKERS)
	@$(BIN)/python -m pytest --disable-socket --transport=odoorpc -n $(WORKERS)

# A connector may export by OCA's queue_job: an addon that a test drives, as real as Odoo.
ADDONS := build/odoo/addons
local: install $(ADDONS)/queue_job ## tests and scenarios on a real local staging
	@echo "== local staging"
	@$(BIN)/python -m pytest --target=local -n $(WORKERS)
	@$(BIN)/python -m pytest tests --target=local -m local -n $(WORKERS) \
	  --addons=harness/prove/addons --addons=tests/local/addons --addons=$(ADDONS)
	@$(BIN)/harness prove --runs 0 --workers $(WORKERS)

$(ADDONS)/queue_job: tests/local/queue-job.lock | install
	@echo "== fetching Odoo's queue_job"
	@rm -rf build
	@$(BIN)/pip download --disable-pip-version-check --quiet --no-deps --require-hashes \
	  --dest build -r $<
	@$(BIN)/python -m zipfile -e build/*.whl build
	@touch $@

prove: install ## seed connector bugs, run the scenarios on each, and repeat the correct one
	@$(BIN)/harness prove --workers $(WORKERS)

# The same business data and day every time, so that a new recording differs only where a system does.
record: install ## record the cassettes anew from a local staging
	@$(BIN)/python -m pytest --target=local --record --seed=19 --day=2026-11-02 -q
	@$(BIN)/python -m pytest --target=local --record --seed=19 --day=2026-11-02 --transport=odoorpc -q

browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || command -v google-chrome >/dev/null || { \
	  echo "== installing Chromium, which the browser tests drive"; \
	  if [ "$$(id -u)" = 0 ]; then \
	    apt-get update -qq && apt-get install -qq -y chromium >/dev/null; \
	  else \
	    echo "No Chromium on this machine."; \
	    echo "  next: sudo apt install chromium, then run: make test"; exit 2; \
	  fi; }

NODE := tests/clients/node
clients: $(NODE)/node_modules/.package-lock.json ## install the Node clients that tests drive

$(NODE)/node_modules/.package-lock.json: $(NODE)/package-lock.json
	@if command -v npm >/dev/null; then \
	  echo "== installing the Node clients"; \
	  npm ci --prefix $(NODE) --ignore-scripts --no-audit --no-fund --loglevel=error && touch $@; \
	else \
	  echo "No npm on this machine: the tests of the Node clients will say NOT RUN."; \
	  echo "  next: install Node 20 or newer to run them"; \
	fi

bench: install ## measure the emulator; prints figures (needs wrk)
	@$(BIN)/python -m tests.benchmarks.emulator

report: install ## make the Allure page of the last run (needs Node)
	@$(BIN)/harness report

clean: ## remove what was made here; the cache folder stays
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache build .import_linter_cache allure-results
