# Every target brings what it needs into .venv and node_modules, nothing else on the machine is changed;
# only `make test` as root may add Chromium and Java with apt.

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

# The first Python on PATH that is 3.11 or newer; `make site PYTHON=/some/python3` chooses another.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$name; break; }; done)

# Playwright's wheel brings a current Node.js, so linters and JavaScript tests need none on the machine.
NODE = "$$($(BIN)/python -c 'from playwright._impl._driver import compute_driver_executable as f; print(f()[0])')"
ESLINT = $(NODE) node_modules/eslint/bin/eslint.js --max-warnings 0 .
STYLELINT = $(NODE) node_modules/stylelint/bin/stylelint.mjs --allow-empty-input "generator/**/*.css" "templates/**/*.css"
# As many tests at once as there are processors; a file's tests stay together, for the site that they share,
# and the long browser tests begin first.
SPREAD = -n auto --dist loadfile --no-loadscope-reorder
JS_TESTS = $(wildcard tests/js/*.test.js)

# Tests and builds start a hundred processes: what the first compiles, the others need not, wherever the environment
# says otherwise.
export PYTHONDONTWRITEBYTECODE =

PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help site serve check test lint lint-types lint-web format generate bench lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

site: .venv/runtime-ready ## build site/ and say where to open it
	$(BIN)/bonbogi build
	@echo "site/index.html <- open this file in a browser"

serve: .venv/runtime-ready ## build, serve on this machine and reload while records are edited
	$(BIN)/bonbogi serve

check: .venv/runtime-ready ## check every record
	$(BIN)/bonbogi check

test: .venv/dev-ready node_modules/ready ## run every test; brings Chromium and Java with apt where they are missing and you are root
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.java
	$(BIN)/python -m pytest $(SPREAD)
ifneq ($(JS_TESTS),)
	@$(NODE) --test $(JS_TESTS)
endif

lint: .venv/dev-ready node_modules/ready ## check style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory -j2 lint-types lint-web

lint-types: .venv/dev-ready
	$(BIN)/mypy

lint-web: node_modules/ready
	@if [ -f node_modules/ready ]; then $(ESLINT) && $(STYLELINT); fi

format: .venv/dev-ready node_modules/ready ## put source files into the common form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	@if [ -f node_modules/ready ]; then $(ESLINT) --fix && $(STYLELINT) --fix; fi

generate: .venv/dev-ready ## write blank records, JSON Schemas and the issue form anew from the model
	$(BIN)/python -m generator.records.blank
	$(BIN)/python -m generator.records.schema
	$(BIN)/python -m generator.records.issue

bench: .venv/dev-ready ## measure builds against plain MkDocs
	$(BIN)/python bench/compare.py

lock: .venv/dev-ready ## bring the lock files in line with pyproject.toml
	$(PIP) "uv==0.13.9"
	$(LOCK) --extra editable -o requirements.lock
	$(LOCK) --extra editable --extra dev -c requirements.lock -o requirements-dev.lock

clean: ## remove what was built and cached, keep .venv and node_modules
	rm -rf site .bonbogi .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/made:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed and none is on PATH."; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime-ready: requirements.lock pyproject.toml | .venv/made
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev-ready: requirements-dev.lock pyproject.toml | .venv/made
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ .venv/runtime-ready

# npm only installs; where it is missing, JavaScript and CSS stay unchecked, which is not good enough for CI.
node_modules/ready: package.json package-lock.json
	@if command -v npm >/dev/null; then \
		npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch $@; \
	else \
		echo "npm is not on PATH: JavaScript and CSS are not checked."; [ -z "$$CI" ]; \
	fi
