# `make map` and `make test` set everything up by themselves: Python 3.11 and make are enough.
PYTHON ?= python3.11
PYTHON := $(shell command -v $(PYTHON) 2>/dev/null || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEVELOP := $(VENV)/.develop
# One more than there are cores: some tests wait for browsers, servers and databases.
WORKERS ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)

.PHONY: help setup map test coverage check format bench docs serve data wheel dist clean
.DEFAULT_GOAL := help

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1" -c constraints.txt
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	@touch $@

# What only tests, checks and benchmarks need: a map does not wait for it.
$(DEVELOP): $(READY)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e . --group dev
	@touch $@

setup: $(DEVELOP) ## Make .venv with geo and everything to develop it

map: $(READY) ## Read the first article of seeds/ and draw out/map.html
	$(BIN)/geo map

test: $(DEVELOP) ## Run all tests, examples and notebooks
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

# The rooms that compute; pages, figures and servers run in processes that a tracer slows too much.
MEASURED := geo tests/geodesy tests/offsets tests/borders tests/gazetteer tests/references tests/zones \
	tests/reading tests/points

coverage: $(DEVELOP) ## Measure which branches the tests of the computing rooms reach, by room
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal --quiet --cov --cov-report= $(MEASURED)
	$(BIN)/python .ci/coverage_by_room.py

check: $(DEVELOP) ## Lint, format, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEVELOP) ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEVELOP) ## Measure accuracy, speed and reading
	$(BIN)/python benchmarks/zones.py
	$(if $(CORPORA),$(BIN)/python benchmarks/reading.py "$(CORPORA)" --whole)

docs: $(DEVELOP) ## Build the documentation as a site in out/site
	$(BIN)/python docs/build.py --strict

serve: $(READY) ## Serve the map page and the API on localhost, port 8000
	@$(BIN)/python -c "import fastapi, uvicorn" 2>/dev/null || \
		$(BIN)/python -m pip install --quiet -c constraints.txt -e ".[web]"
	$(BIN)/geo serve

data: ## Make the shipped geodata again, see data/README.md
	cd data/build && $(PYTHON) -m venv .venv && .venv/bin/pip install -q -r requirements.txt && .venv/bin/python build.py

wheel: $(DEVELOP) ## Build the wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

dist: $(DEVELOP) ## Build what a release publishes: the wheel and the source archive
	rm -rf dist
	$(BIN)/python -m hatchling build

clean: ## Remove what was made
	rm -rf $(VENV) out dist .pytest_cache .mypy_cache .ruff_cache
