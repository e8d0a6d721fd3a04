# Every target builds what it needs: the virtual environment is a prerequisite made from the lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DB ?= sacho.db
DUMP ?=
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help extract ingest serve status test check format score bench bench-large soak draft next lock clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | \
	  while IFS="$$(printf '\t')" read -r target text; do printf '  make %-11s %s\n' "$$target" "$$text"; done

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "sacho needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "No venv module here. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

$(VENV)/.ready: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing sacho into $(VENV) (about 400 MB, once) ..." >&2
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	@echo "Installing the test tools into $(VENV) ..." >&2
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.ready-bench: requirements-bench.lock $(VENV)/.ready-dev
	@echo "Installing what sacho is measured against into $(VENV) ..." >&2
	@$(PIP) --require-hashes -r requirements-bench.lock
	@touch $@

# On the path before the project's own packages, it is the newer Datasette with everything else as it is.
$(VENV)/.ready-next: requirements-next.lock $(VENV)/.ready-dev
	@echo "Installing the newest Datasette 1.0 alpha into $(VENV)/next ..." >&2
	@rm -rf $(VENV)/next
	@$(PIP) --require-hashes --no-deps --target $(VENV)/next -r requirements-next.lock
	@touch $@

extract: $(VENV)/.ready ## read a dump into the database: make extract DUMP=articles/ (shipped samples without DUMP)
	@$(BIN)/sacho extract $(if $(DUMP),"$(DUMP)",--samples) --db "$(DB)"

ingest: $(VENV)/.ready ## fetch new press releases from every enabled source (for cron)
	@$(BIN)/sacho ingest --db "$(DB)"

serve: $(VENV)/.ready ## open the database in Datasette on http://127.0.0.1:8001
	@$(BIN)/sacho serve "$(DB)"

status: $(VENV)/.ready ## last runs, freshness of each source, failures to look at
	@$(BIN)/sacho status --db "$(DB)"

test: $(VENV)/.ready-dev ## run all tests (browser tests are skipped where no Chromium is)
	@$(BIN)/python -m pytest -q -n auto --dist loadfile

check: $(VENV)/.ready-dev ## what CI runs: ruff, mypy --strict, tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory test

format: $(VENV)/.ready-dev ## let ruff lay out the code
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

score: $(VENV)/.ready-dev ## precision, recall, values against the gold; pages and their dumps cleaned; pinned floors
	@$(BIN)/sacho score tests/gold/samples.jsonl --dumps pipeline/samples --floors tests/gold/floors.json
	@$(BIN)/sacho score tests/scrapers/pages --floors tests/gold/floors.json
	@$(BIN)/python -m tests.scrapers.dump_score
	@$(BIN)/python -m tests.db.search_score

bench: $(VENV)/.ready-bench ## speed as ratios in one run; a cron run with nothing new; readers of attachments, faults included
	@$(BIN)/python -m tests.bench.bench
	@$(BIN)/python -m tests.bench.attachments

bench-large: $(VENV)/.ready-dev ## extraction of 200,000 articles by cores, search and pages on 100,000 (hours): make bench-large ARTICLES=20000
	@$(BIN)/python -m tests.bench.throughput --articles $(or $(ARTICLES),200000)
	@$(BIN)/python -m tests.bench.large --articles $(or $(ARTICLES),100000)

soak: $(VENV)/.ready-dev ## kill extract, shards, load and ingest at random points, feed ten times as much (half an hour)
	@$(BIN)/python -m tests.bench.soak
	@$(BIN)/python -m tests.bench.shard_soak
	@$(BIN)/python -m tests.bench.ingest_soak
	@$(BIN)/python -m tests.bench.reading
	@$(BIN)/python -m tests.bench.equivalence

draft: $(VENV)/.ready-dev ## draft what a new board's stored pages hold: make draft BOARD=haedong
	@test ! -e "tests/scrapers/boards/$(BOARD)/expected.json" || { echo "there is one already; remove it first"; exit 1; }
	@$(BIN)/python -m tests.scrapers.draft_pages "$(BOARD)" > .draft.json
	@mv .draft.json "tests/scrapers/boards/$(BOARD)/expected.json"

next: $(VENV)/.ready-next ## test Datasette's side on the newest 1.0 alpha, which lies beside the pinned 0.65
	@SACHO_REQUIRE_NEXT=1 $(BIN)/python -m pytest -q tests/db/test_newer_datasette.py

lock: $(BIN)/python ## resolve the lock files again from pyproject.toml
	@$(PIP) uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --no-annotate pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --no-annotate --extra dask --extra dev -c requirements.lock pyproject.toml \
	  -o requirements-dev.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --no-annotate --extra dask --extra dev --extra bench -c requirements-dev.lock pyproject.toml \
	  -o requirements-bench.lock
	@awk '/^[a-z]/ && !/^datasette==/ { sub(/ \\$$/, ""); print }' requirements.lock > $(VENV)/next.constraints
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-header --no-annotate --group next -c $(VENV)/next.constraints -o $(VENV)/next.lock
	@awk 'FNR == NR { ours[$$1]; next } /^[a-z]/ { other = !($$1 in ours) } other' $(VENV)/next.constraints $(VENV)/next.lock \
	  > requirements-next.lock
	@rm $(VENV)/next.constraints $(VENV)/next.lock

clean: ## remove the virtual environment and caches (never a database)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache build *.egg-info
