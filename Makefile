# Forecourt. `make run` and `make test` are all that is needed; `make help` lists the rest.

SHELL := /bin/sh
PORT ?= 8000
SCALE ?= 1

# The first Python that is recent enough; set PYTHON=... to choose another.
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(ENOUGH)' >/dev/null 2>&1 && command -v $$p && break; done)
VENV := .venv/bin/python

.PHONY: help run test check bench demo pictures lock format clean python setup dev
.DEFAULT_GOAL := help

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

run: python ## Set everything up, fill the demo group, serve on port 8000 (PORT=...)
	@$(PYTHON) -m scripts.setup --serve --port $(PORT)

test: dev ## Run the whole test suite on SQLite, PostgreSQL and in the browser, as far as they are here
	@$(VENV) -m scripts.test $(ARGS)

check: dev ## Check style, types, layers, security, templates, translations, migrations, locks and limits
	@$(VENV) -m scripts.check $(ARGS)

bench: dev ## Measure pages, services and import beside plain SQL
	@$(VENV) -m scripts.bench $(ARGS)

demo: setup ## Fill an empty database with a demo group (SCALE=1)
	@$(VENV) -m forecourt demo --scale $(SCALE) $(ARGS)

pictures: dev ## Take a picture of every page of the demo group into pictures/
	@$(VENV) -m scripts.pictures $(ARGS)

lock: python ## Pin all dependencies anew, Python's and the front end's
	@$(PYTHON) -m scripts.lock

format: dev ## Format the code
	@$(VENV) -m ruff check --fix --quiet; $(VENV) -m ruff format

clean: ## Remove what can be made again; the database in var/ stays
	rm -rf .venv node_modules src/forecourt/static/vendor staticfiles pictures .mypy_cache .ruff_cache .pytest_cache

setup: python
	@$(PYTHON) -m scripts.setup

dev: python
	@$(PYTHON) -m scripts.setup --dev

python:
	@$(if $(PYTHON),$(PYTHON),false) -c '$(ENOUGH)' 2>/dev/null || { \
		echo "Forecourt needs Python 3.11 or newer; none was found. Install one, or say where it is: make run PYTHON=/path/to/python3" >&2; \
		exit 1; }
