# Kho tư liệu sống. `make` alone says what there is.
.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,$(shell $p -c 'import sys; sys.version_info >= (3, 11) and print("$p")' 2>/dev/null)))
BIN := .venv/bin
MANAGE := DJANGO_SETTINGS_MODULE=heritage.settings.test $(BIN)/python manage.py
TEST_JOBS ?= 2
RUNTIME := .venv/.runtime
DEVELOPMENT := .venv/.development

.PHONY: help setup run serve test check bench torture screens audit lock clean

help: ## this list
	@echo "Kho tư liệu sống · a living archive of the peoples of Vietnam"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | awk -F@ '{printf "%-16s %s\n", $$1, $$2}'
	@echo "Variables: PORT (8000), DATA_DIR (var), DEMO (1); all of them: docs/operators.md"

setup: $(RUNTIME) ## virtual environment with the packages the archive runs on

$(RUNTIME): requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: PYTHON=/path/to/python3 make"; exit 1; }
	@test -x $(BIN)/python || { echo "Setting up .venv"; $(PYTHON) -m venv .venv; }
	@echo "Installing packages"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEVELOPMENT): requirements-dev.txt requirements.txt $(RUNTIME)
	@echo "Installing packages for tests and checks"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: setup ## the archive on this machine, with demo content the first time (DEMO=0: empty)
	@exec env DJANGO_SETTINGS_MODULE=heritage.settings.development $(BIN)/python manage.py start

serve: setup ## the same for the public, behind a reverse proxy (docs/operators.md)
	@exec env DJANGO_SETTINGS_MODULE=heritage.settings.base $(BIN)/python manage.py start

# In the order pytest-django chose: tests that empty the database come last in every process. One at
# a time: whoever has taken several long ones keeps them while the others have nothing to do.
test: $(DEVELOPMENT) ## tests; on PostgreSQL where DATABASE_URL names one
	@exec $(BIN)/python -m pytest -n $(TEST_JOBS) --dist load --maxschedchunk 1 $(PYTEST)

check: $(DEVELOPMENT) ## style, types, layers, migrations, templates, translations, deployment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint .
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) compile_catalogues
	$(MANAGE) untranslated vi
	$(MANAGE) permission_matrix --check
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/unit/test_templates.py tests/unit/test_environment.py
	ENV_FILE=/dev/null DJANGO_SETTINGS_MODULE=heritage.settings.base BEHIND_PROXY=true \
	SECRET_KEY=not-a-secret-but-fifty-characters-long-for-these-checks-only \
	ALLOWED_HOSTS=di-san.example.vn SITE_URL=https://di-san.example.vn \
	$(BIN)/python manage.py check --deploy --fail-level WARNING

bench: $(DEVELOPMENT) ## measurements, in tests/performance
	@exec $(BIN)/python -m pytest -m performance tests/performance/bench_*.py $(PYTEST)

torture: $(DEVELOPMENT) ## many rounds of the tests that kill, hang and starve things
	@exec $(BIN)/python -m pytest -m torture --rounds 30 $(PYTEST)

screens: $(DEVELOPMENT) ## pictures of every template, into var/screens
	@exec $(BIN)/python -m tests.screens.shots

audit: $(DEVELOPMENT) ## Lighthouse, axe-core and the Nu HTML checker on every template
	@exec $(BIN)/python -m tests.screens.audit

lock: $(DEVELOPMENT) ## pin the newest versions that requirements*.in allow
	@$(BIN)/python -m pip install --quiet pip-tools
	@CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile -q --upgrade --strip-extras --no-emit-find-links --no-emit-index-url requirements.in -o requirements.txt
	@CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile -q --upgrade --strip-extras --no-emit-find-links --no-emit-index-url requirements-dev.in -o requirements-dev.txt

clean: ## remove what was made here, but never the data folder
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete 2>/dev/null || true
