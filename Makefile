# make demo        install into .venv and read an example article
# make test        install what the tests need and run every check
# make check-data  measure against the development data and compare with the floors
# make docs        write the generated pages of docs/ anew
# make clean       remove .venv, build output and tool caches
#
# PYTHON names the interpreter for .venv (3.11 or later), DATA the folder of development data.

PYTHON ?= python3
DATA ?= ../shared
EXAMPLE ?= examples/harbor-strike.html

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
# Stamps: a step runs again only when what it depends on is newer.
MADE := $(VENV)/.made
INSTALLED := $(VENV)/.installed
TESTABLE := $(VENV)/.testable

.DEFAULT_GOAL := help
.PHONY: help demo test lint check-data docs clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

demo: $(INSTALLED)
	@echo "==> onrecord read --format text $(EXAMPLE)"
	@$(BIN)/onrecord read --format text $(EXAMPLE)

test: lint
	@echo "==> pytest"
	@$(BIN)/python -m pytest --numprocesses auto

lint: $(TESTABLE)
	@echo "==> ruff check"
	@$(BIN)/ruff check .
	@echo "==> ruff format --check"
	@$(BIN)/ruff format --check .
	@echo "==> mypy"
	@$(BIN)/mypy
	@echo "==> lint-imports"
	@$(BIN)/lint-imports --no-cache

check-data: $(TESTABLE)
	@test -d "$(DATA)" || { echo "check-data: no development data at $(DATA); set DATA=FOLDER" >&2; exit 1; }
	@echo "==> benchmarks on $(DATA)"
	@$(BIN)/python benchmarks/check_data.py "$(DATA)"

docs: $(TESTABLE)
	@echo "==> docs"
	@$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$(PYTHON) is older than Python 3.11; name a newer one: make PYTHON=python3.12 demo" >&2; exit 1; }
	@echo "==> making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { echo "on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@touch $@

$(INSTALLED): $(MADE) pyproject.toml
	@echo "==> installing onrecord into $(VENV) (about 90 MB to download, once)"
	@$(PIP) install --editable .
	@touch $@

$(TESTABLE): $(INSTALLED) pyproject.toml
	@echo "==> installing what the tests need"
	@$(PIP) install --editable '.[test]'
	@touch $@
