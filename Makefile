# Thin on purpose: the work is in scripts/, which needs nothing but Python 3.11.

.DEFAULT_GOAL := help
.PHONY: help demo test check bench screenshots soak phone setup format requirements clean

# The caches of pip and npm want a home; where there is none, they get one here.
export HOME := $(or $(HOME),$(CURDIR)/.tools/home)

# Some images tell Python to keep nothing compiled. The tests start it a hundred times, each time on
# all there is: a second each.
unexport PYTHONDONTWRITEBYTECODE

# The first Python that is new enough and can make a virtual environment.
PYTHON := $(shell for name in $(PYTHON) python3.11 python3 python3.12 python3.13 /usr/bin/python3.11 /usr/bin/python3; do \
	"$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo "$$name" && break; done)
VENV := .venv/bin
SETUP = @$(if $(PYTHON),$(PYTHON) -m scripts.setup,$(error Python 3.11 or newer with venv is missing. \
	On Debian and Ubuntu: apt-get install python3 python3-venv))

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo:  ## Play a whole survey round and serve it (SURVEY_DATA, PORT)
	$(SETUP) demo
	@exec $(VENV)/flask --app wsgi demo

test:  ## Run all checks and all tests
	$(SETUP) test
	@$(VENV)/python -m scripts.tests

check:  ## Run the checks only: format, rules, types, imports, templates
	$(SETUP) check
	@$(VENV)/python -m scripts.checks

bench:  ## Measure, print a table and write it to benchmarks/results/
	$(SETUP) bench
	@$(VENV)/python -m benchmarks

screenshots:  ## Take the pictures of the guides from a running demo (PORT)
	$(SETUP) test
	@$(VENV)/python -m scripts.screenshots

soak:  ## Kill the server 200 times, plant faults that must be found, 2,000 runs over bad networks
	$(SETUP) test
	@DURABILITY_KILLS=$(or $(KILLS),200) FAULT_RUNS=$(or $(RUNS),2000) $(VENV)/python -m pytest -q -n 3 \
		tests/integration/test_durability.py tests/e2e/test_random_faults.py

phone:  ## Build the phone page, if its sources have changed
	$(SETUP) demo

setup:  ## Install what the demo and the tests need
	$(SETUP) test

format:  ## Format the code and mend what can be mended
	$(SETUP) check
	@$(VENV)/python -m scripts.format

requirements:  ## Compile requirements*.txt from requirements*.in
	$(SETUP) check
	@$(VENV)/python -m scripts.requirements

clean:  ## Remove what the setup made; the data in ./instance stays
	rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf survey_app/phone/node_modules survey_app/static/phone
	rm -rf survey_app/reports/fonts/node_modules survey_app/reports/fonts/Tinos-*
