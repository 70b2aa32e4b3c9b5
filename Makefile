# make all    the environment, then every article in source/ into output/
# make test   every test;  make quick  those that take a moment
# make check  validates the books in output/
# make clean  removes the products, not the store of finished work
# make bench  measures speed, memory and start-up against their yardsticks
# make docs   the documentation as a website, in site/
# make lint   formatting, lint and types;  make lock  renews requirements/*.txt

.DEFAULT_GOAL := all
.PHONY: all test quick check clean bench docs lint lock

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$p && break; done)
UV := $(shell command -v uv 2>/dev/null)
HASHED := --require-hashes --no-deps -r

ifdef UV
MAKE_VENV = uv venv --quiet --allow-existing $(if $(PYTHON),--python $(PYTHON),--python '>=3.11,<3.15') $(VENV)
INSTALL = uv pip install --quiet --compile-bytecode --python $(BIN)/python
else
MAKE_VENV = $(if $(PYTHON),$(PYTHON) -m venv $(VENV),@echo 'publish needs Python 3.11 to 3.14 or uv; install one of them' >&2; exit 1)
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

all: $(VENV)/.main
	@$(BIN)/publish build

test: $(VENV)/.dev $(VENV)/.docs
	@$(BIN)/python -m pytest -n auto --dist loadgroup

quick: $(VENV)/.dev
	@$(BIN)/python -m pytest -n auto --dist loadgroup -m 'not slow'

check: $(VENV)/.dev
	@PUBLISH_ACE=$(wildcard tests/readers/node_modules/.bin/ace-cli) $(BIN)/publish check output/*/*.epub

clean: $(VENV)/.main
	@$(BIN)/publish clean

bench: $(VENV)/.dev
	@$(BIN)/python benchmarks/run.py

docs: $(VENV)/.docs
	@$(BIN)/python tools/build_docs.py

lint: $(VENV)/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --no-header --overrides requirements/overrides.txt pyproject.toml requirements/build.in

lock:
	@$(LOCK) $(UPGRADE) -o requirements/main.txt
	@$(LOCK) $(UPGRADE) --group dev -c requirements/main.txt -o requirements/dev.txt
	@$(LOCK) $(UPGRADE) --group docs -c requirements/dev.txt -o requirements/docs.txt
	@$(LOCK) $(UPGRADE) --extra cluster -c requirements/dev.txt -o requirements/cluster.txt

# The environment is made once, and again only when the lock or the project's own settings change.
$(BIN)/python:
	@echo 'making $(VENV)' >&2
	@$(MAKE_VENV)

$(VENV)/.main: requirements/main.txt pyproject.toml | $(BIN)/python
	@echo 'installing from requirements/main.txt' >&2
	@$(INSTALL) $(HASHED) requirements/main.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.main
	@echo 'installing from requirements/dev.txt' >&2
	@$(INSTALL) $(HASHED) requirements/dev.txt
	@touch $@

$(VENV)/.docs: requirements/docs.txt $(VENV)/.main
	@echo 'installing from requirements/docs.txt' >&2
	@$(INSTALL) $(HASHED) requirements/docs.txt
	@touch $@
