# Two commands matter: `make run` and `make test`. Each does its own set-up and says what it does.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
TANYA := $(BIN)/tanya

.DEFAULT_GOAL := help
.PHONY: help setup run test test-crash test-disclosures check format clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

setup: $(STAMP) ## install everything into .venv

$(STAMP): pyproject.toml
	@echo "==> Installing Tanya Integritas into $(VENV) (a few minutes the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@$(BIN)/python -m pip install --disable-pip-version-check -e '.[dev]'
	@touch $@

run: $(STAMP) ## build the index when there is none, then serve Telegram, or chat here without a token
	@$(TANYA) run

test: $(STAMP) ## the tests (under five minutes)
	@echo "==> Running the tests"
	@$(BIN)/python -m pytest -m "not slow"

test-crash: $(STAMP) ## kill -9 at fifty moments of a reindex
	@$(BIN)/python -m pytest -m slow tests/crash

test-disclosures: $(STAMP) ## sixty disclosures to a real bot leave no trace; all golden questions gate an addition
	@$(BIN)/python -m pytest -m slow tests/e2e

check: $(STAMP) ## format, lint, types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy bot index knowledge scripts tests

format: $(STAMP) ## put every file into the house format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean: ## remove what was built here (never var/)
	@rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
