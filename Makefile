# make all    the environment, then every article in source/ into output/
# make test   every test;  make quick  those that take a moment
# make check  validates the books in output/
# make clean  removes the products, not the store of finished work
# make bench  measures speed, memory and start-up against their yardsticks
# make voices  the extra `voices`: neural voices in more languages (92 MB)
# make docs   the documentation as a website, in site/
# make coverage  the quick tests, and which lines and branches of the code they do not reach
# make dead   code that nothing uses
# make pythons  the quick tests under every other Python from 3.11 to 3.14 that is on this machine
# make lint   formatting, lint and types;  make lock  renews requirements/*.txt
# make dist   the wheel and the source archive in dist/;  make sbom  beside them, what a user installs with it
# make audit  asks whether a library in the lock has a known weakness

.DEFAULT_GOAL := all
.PHONY: all voices test quick pythons coverage dead check clean desk bench docs lint lock dist sbom audit

VENV := .venv
BIN := $(VENV)/bin
TOOLS := $(VENV)-tools/bin
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$p && break; done)
UV := $(shell command -v uv 2>/dev/null)
HASHED := --require-hashes --no-deps -r

ifdef UV
MAKE_VENV = uv venv --quiet --allow-existing $(if $(PYTHON),--python $(PYTHON),--python '>=3.11,<3.15') $(VENV)
INSTALL = uv pip install --quiet --compile-bytecode --python $(BIN)/python
else
MAKE_VENV = $(if $(PYTHON),$(PYTHON) -m venv $(VENV),@echo 'publish needs Python 3.11 to 3.14 or uv; install one of them' >&2; exit 1)
# An environment that uv made has no pip.
INSTALL = { $(BIN)/python -c 'import pip' 2>/dev/null || $(BIN)/python -m ensurepip >/dev/null; } && \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

all: $(VENV)/.main
	@$(BIN)/publish build

test: $(VENV)/.dev $(VENV)/.docs
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

CASES =
quick: $(VENV)/.dev
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m 'not slow' $(CASES)

# On the PATH, or where pyenv keeps those that it does not put there; some of them with `make pythons VERSIONS=3.13`.
VERSIONS = 3.11 3.12 3.13 3.14
pythons: $(VENV)/.dev
	@for version in $(VERSIONS); do \
		$(BIN)/python -c "import sys; sys.exit(sys.version_info[:2] == ($$(echo $$version | tr . ,)))" || continue; \
		for python in python$$version $(wildcard $(shell pyenv root 2>/dev/null)/versions/*/bin/python) none; do \
			case "$$($$python --version 2>/dev/null)" in "Python $$version."*) break;; esac; done; \
		if [ $$python = none ]; then echo "there is no Python $$version here"; continue; fi; \
		echo "Python $$version"; \
		$(MAKE) --no-print-directory VENV=build/python$$version PYTHON=$$python quick || exit 1; done

# Of every test with `make coverage TESTS=`; what a test starts as another program is counted too.
TESTS = -m 'not slow'
coverage: $(VENV)/.dev
	@$(BIN)/python -m pytest -q -n auto --dist loadfile --no-loadscope-reorder $(TESTS) --cov --cov-report=term:skip-covered

dead: $(VENV)/.tools
	@$(TOOLS)/vulture

check: $(VENV)/.dev
	@PUBLISH_ACE=$(wildcard tests/readers/node_modules/.bin/ace-cli) $(BIN)/publish check output/*/*.epub

clean: $(VENV)/.main
	@$(BIN)/publish clean

desk: $(VENV)/.main
	@$(BIN)/publish desk

bench: $(VENV)/.dev
	@$(BIN)/python benchmarks/run.py

voices: $(VENV)/.voices

docs: $(VENV)/.docs
	@$(BIN)/python tools/build_docs.py

lint: $(VENV)/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# Without SOURCE_DATE_EPOCH the builder dates everything alike, so that the bytes are the same on any day.
dist: $(VENV)/.main
	@env -u SOURCE_DATE_EPOCH $(BIN)/python -m hatchling build

# The environment that a user has, and no tool of ours in it.
sbom: $(VENV)/.tools
	@rm -rf build/user
	@$(MAKE) --no-print-directory VENV=build/user build/user/.main
	@mkdir -p dist
	@$(TOOLS)/cyclonedx-py environment build/user --pyproject pyproject.toml --output-reproducible \
		--output-file dist/publish.cdx.json
	@echo dist/publish.cdx.json

audit: $(VENV)/.tools
	@$(TOOLS)/python tools/audit.py requirements/main.txt requirements/cluster.txt requirements/dev.txt

LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --no-header --overrides requirements/overrides.txt
OURS = pyproject.toml requirements/build.in

lock:
	@$(LOCK) $(UPGRADE) $(OURS) -o requirements/main.txt
	@$(LOCK) $(UPGRADE) $(OURS) --group dev -c requirements/main.txt -o requirements/dev.txt
	@$(LOCK) $(UPGRADE) $(OURS) --group docs -c requirements/dev.txt -o requirements/docs.txt
	@$(LOCK) $(UPGRADE) $(OURS) --extra cluster -c requirements/dev.txt -o requirements/cluster.txt
	@$(LOCK) $(UPGRADE) $(OURS) --extra voices -c requirements/dev.txt -o requirements/voices.txt
	@$(LOCK) $(UPGRADE) --group tools -o requirements/tools.txt
	@for python in 3.11 3.12 3.13 3.14; do for lock in main dev cluster voices tools; do \
		uv pip install --quiet --dry-run --python-version $$python --target build/wheels --only-binary :all: \
		$(HASHED) requirements/$$lock.txt || exit 1; done; done
	@echo 'there is a wheel of each for Python 3.11 to 3.14'

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

$(VENV)/.voices: requirements/voices.txt $(VENV)/.main
	@echo 'installing from requirements/voices.txt' >&2
	@$(INSTALL) $(HASHED) requirements/voices.txt
	@touch $@

$(VENV)/.docs: requirements/docs.txt $(VENV)/.main
	@echo 'installing from requirements/docs.txt' >&2
	@$(INSTALL) $(HASHED) requirements/docs.txt
	@touch $@

# Tools that look at the project from outside stand in an environment of their own.
$(VENV)/.tools: requirements/tools.txt | $(BIN)/python
	@$(MAKE) --no-print-directory VENV=$(VENV)-tools $(TOOLS)/python
	@$(subst $(BIN),$(TOOLS),$(INSTALL)) $(HASHED) requirements/tools.txt
	@touch $@
