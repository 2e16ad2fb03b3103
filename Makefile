# Two commands: `make demo` shows the main job done, in a browser; `make test` passes the tests. Each sets itself up.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
HOME_DIR ?= demo-data
STAMP := $(VENV)/.installed
CHILDREN ?= 40000
AUTHORITIES ?= 4
SEED ?= 2026

.PHONY: help setup demo demo-once test test-long lint types fix scan docs bench clean browser

help: ## List what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: $(STAMP) ## Make the virtual environment from the lock

# The interpreter: PYTHON if it is there, else the first of 3.11 to 3.13, else python3 if it is new enough.
$(STAMP): requirements.lock pyproject.toml
	@sh tools/make_environment.sh "$(PYTHON)" "$(VENV)"
	@touch $@

demo: $(STAMP) ## A made-up region through the whole line, then the pages on 127.0.0.1:8000
	$(BIN)/onroll demo --home $(HOME_DIR) --children $(CHILDREN) --authorities $(AUTHORITIES) --seed $(SEED) --serve

demo-once: $(STAMP) ## The same without serving
	$(BIN)/onroll demo --home $(HOME_DIR) --children $(CHILDREN) --authorities $(AUTHORITIES) --seed $(SEED) --no-serve

browser: ## Chromium for the browser journeys, where this machine lets us install it
	@sh tools/install_browser.sh

test: $(STAMP) browser ## Linters, types, import contracts, and a stated sample of all tests
	@sh tools/run_tests.sh $(BIN) "not long"

test-long: $(STAMP) browser ## The same with the full figures
	@sh tools/run_tests.sh $(BIN) ""

lint: $(STAMP) ## Linters and import contracts
	$(BIN)/ruff check src tests bench tools
	$(BIN)/ruff format --check src tests bench tools
	$(BIN)/lint-imports

types: $(STAMP) ## Types
	$(BIN)/mypy

fix: $(STAMP) ## Let the linter mend what it can
	$(BIN)/ruff check --fix src tests bench tools
	$(BIN)/ruff format src tests bench tools

scan: ## Known holes in what the lock names; asks outside, so no test does it
	@sh tools/scan.sh "$(PYTHON)"

docs: $(STAMP) ## Write the pages that are generated from the code
	$(BIN)/python tools/write_docs.py

clean: ## Remove what the commands made
	rm -rf $(VENV) .venv-scan $(HOME_DIR) .pytest_cache .mypy_cache .ruff_cache .hypothesis
