# Short names for what one does with the hub. 'make' alone lists them.
# Options for the command behind a target go into ARGS: make test ARGS="tests/guides -k circle"

PYTHON ?= python3
ARGS ?=
AREA ?=
PORT ?= 8000

ifeq ($(OS),Windows_NT)
  VENV_PYTHON := .venv/Scripts/python.exe
else
  VENV_PYTHON := .venv/bin/python
endif
HUB := $(VENV_PYTHON) scripts/hub.py

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help python setup site-ready test-ready site serve check test bench lock clean distclean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile | while IFS='	' read -r name words; do \
	  printf '  make %-10s %s\n' "$$name" "$$words"; done

setup: test-ready ## set up all that the other targets need, and nothing else

site: site-ready ## build the site into site/
	@$(HUB) build $(ARGS)

serve: site-ready ## show the site while you write, on this machine only; PORT=8001 if 8000 is taken
	@$(HUB) serve --port $(PORT) $(ARGS)

check: site-ready ## run all checks that need no network
	@$(HUB) check $(ARGS)

test: test-ready ## run all tests
	@$(VENV_PYTHON) -m pytest -n auto --dist loadfile $(ARGS)

bench: test-ready ## measure speed and size; AREA=platform measures one area
	@$(HUB) bench $(if $(AREA),--area "$(AREA)") $(ARGS)

lock: ## write the lock files anew from pyproject.toml and package.json (needs uv and npm)
	uv pip compile $(LOCKING) pyproject.toml -o requirements.txt
	uv pip compile $(LOCKING) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	uv pip compile $(LOCKING) --group node -o requirements-node.txt
	npm install --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

# One lock for every Python from 3.11 and every system, wheels only, without index addresses.
LOCKING := --quiet --universal --python-version 3.11 --no-build --generate-hashes --no-header \
  --annotation-style line --no-emit-index-url --no-emit-find-links

clean: ## remove what was built; the next build makes it again
	rm -rf site .cache

distclean: clean ## remove what was set up as well
	rm -rf .venv node_modules

site-ready: python
	@$(PYTHON) scripts/bootstrap.py site

test-ready: python
	@$(PYTHON) scripts/bootstrap.py test

python:
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
	  echo "set-up: there is no '$(PYTHON)' on this machine." >&2; \
	  echo "    mend: install Python 3.11 or newer, or name one: make site PYTHON=python3.12." >&2; exit 1; }
