# Two commands need no preparation: `make run` and `make test`. Everything they need goes into .venv.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3,11))' 2>/dev/null && echo $$p && break; done)
HOST ?= 127.0.0.1
PORT ?= 8000
UV_VERSION := 0.13.9
BIN := .venv/bin
UV := $(BIN)/uv
export TUSOI_VAR ?= $(CURDIR)/var
# Where bytecode is not kept, every process compiles all of Django again: more than a second of each start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check bench bench-national lock demo clean
help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

$(UV):
	@test -n "$(PYTHON)" || { echo "Tự Soi needs Python 3.11 or newer"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.run: requirements/run.txt pyproject.toml | $(UV)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

.venv/.test: requirements/test.txt pyproject.toml | $(UV)
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/test.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@ .venv/.run

.venv/.bench: requirements/bench.txt pyproject.toml | .venv/.run
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/bench.txt
	@touch $@

run: .venv/.run ## install, prepare the demonstration province, serve it (PORT=8000 HOST=127.0.0.1)
	@$(BIN)/tusoi serve --demo --host $(HOST) --port $(PORT)

demo: .venv/.run ## throw the local database away and load the demonstration province again
	@$(BIN)/tusoi demo --fresh

test: .venv/.test ## every test: unit, both engines, browser
	@scripts/test

check: .venv/.test ## style, types, layers, templates, migrations, translations
	@scripts/check

bench: .venv/.bench ## speed as ratios on reduced data, both engines (minutes)
	@scripts/bench reduced

bench-national: .venv/.bench ## the same on 340,000 organisations and 10 million assignments
	@scripts/bench national

lock: | $(UV) ## pin the dependencies again
	@for f in run test bench; do $(UV) pip compile --quiet --universal --generate-hashes --no-header \
	  --no-annotate --python-version 3.11 requirements/$$f.in -o requirements/$$f.txt; done
	@! grep -nE '://|file:|/opt/|/root/' requirements/*.txt

clean: ## remove the local environment, keep the data in var/
	rm -rf .venv build *.egg-info
