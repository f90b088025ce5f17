# presskit: `make kit` makes the first PDF, `make test` runs every check that CI runs. Nothing is installed outside .venv,
# but Pango and the programs that the tests look at pages with, where apt can be used.

PYTHON ?= $(shell sh .ci/find-python)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
KIT ?= data/aleppo
OUT ?= build

.PHONY: kit all test lint types contract prose tests roundtrip coverage mutants bench docs setup setup-test lock clean help

help:
	@echo "make kit     set up, then build $(KIT) into $(OUT)/"
	@echo "make test    set up, then run every check that CI runs"
	@echo "make all     make test, then what takes longer: make roundtrip"
	@echo "make roundtrip  send the specimen through the translators' programs, and spoil 10,000 returned files"
	@echo "make bench   measure presskit beside what one would use instead, and write docs/performance.md"
	@echo "make coverage  run the tests with branch coverage, and print the figure of each room"
	@echo "make mutants  put small faults into a copy of the code, and list those that no test notices (FILES=… for some)"
	@echo "make docs    write docs/reference anew from the code, and build the site into build/site"
	@echo "make lock    resolve requirements/*.txt anew"
	@echo "make clean   remove what was made"

kit: setup
	@$(BIN)/presskit build $(KIT) --out $(OUT)

test: lint types contract prose tests

all: test roundtrip

lint: setup-test
	$(BIN)/ruff check .

types: setup-test
	$(BIN)/mypy

contract: setup-test
	$(BIN)/lint-imports

# The style is that of write-good and of textlint's list of terms; pages made from the code are left out.
PROSE := README.md CONTRIBUTING.md SECURITY.md CHANGELOG.md docs/*.md docs/how-to/*.md docs/decisions/*.md docs/reference/kit.md

prose: setup-test
	@if test -x tests/tools/node_modules/.bin/textlint; then \
	  cd tests/tools && node_modules/.bin/textlint --config ../../.textlintrc.json $(addprefix ../../,$(wildcard $(PROSE))); \
	else echo "textlint is not installed (it needs Node): the prose was not checked"; fi

tests: setup-test
	$(BIN)/pytest --numprocesses auto --dist loadgroup

# Some minutes; make test runs the same with fewer spoiled files.
roundtrip: setup-test
	PRESSKIT_SPOILED_FILES=2500 $(BIN)/pytest --numprocesses auto --dist loadgroup --durations 5 tests/translation_back tests/roundtrip

# A quarter of an hour; QUICK=1 takes three minutes. Peers that pip has go into .venv-bench, others are used where they are.
bench: setup-test
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

docs: setup-test
	$(BIN)/python -m tests.packaging.commands_page > docs/reference/commands.md
	$(BIN)/python -m tests.packaging.findings_page > docs/reference/findings.md
	$(BIN)/python -m tests.packaging.outputs_page > docs/reference/outputs.md
	$(BIN)/python -m tests.packaging.api_page > docs/reference/api.md
	$(BIN)/sphinx-build -q -W --keep-going -b html docs build/site

# Some minutes more than make tests: processes that presskit starts are measured too.
coverage: setup-test
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses auto --dist loadgroup
	$(BIN)/coverage combine -q
	$(BIN)/python -m tests.packaging.coverage_of_rooms

# An hour; FILES="src/presskit/mail/opt_out.py …" takes some of the files of tests/mutation/cosmic-ray.toml.
mutants: setup-test .venv/.mutants
	$(BIN)/python -m tests.mutation $(FILES)

setup: .venv/.presskit .venv/.pango
setup-test: setup .venv/.tools

.venv/.made:
	@python="$(PYTHON)"; \
	if test -z "$$python"; then \
	  echo "presskit needs Python 3.11 or newer with its venv module (Debian: apt install python3-venv)"; exit 1; \
	fi; \
	echo "Making .venv with $$python"; "$$python" -m venv .venv
	@touch $@

.venv/.run: requirements/run.txt .venv/.made
	@echo "Installing presskit's libraries"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@touch $@

.venv/.presskit: pyproject.toml .venv/.run
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	@echo "Installing the test libraries"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.pango: .ci/system_parts.py .venv/.presskit
	@$(BIN)/python .ci/system_parts.py pango
	@touch $@

.venv/.tools: .ci/system_parts.py .venv/.dev $(wildcard tests/tools/package-lock.json)
	@$(BIN)/python .ci/system_parts.py tools
	@touch $@

# Asked for by make mutants alone, so it stands in no lock.
.venv/.mutants: .venv/.dev
	@$(PIP) install cosmic-ray==8.7.0
	@touch $@

# The locks hold versions and hashes, and name no index: pip asks the one that it is set up with.
lock: .venv/.made
	@$(PIP) install --upgrade uv
	@$(BIN)/uv pip compile $(LOCK) --group build pyproject.toml -o requirements/run.txt
	@$(BIN)/uv pip compile $(LOCK) --group build --group dev -c requirements/run.txt pyproject.toml -o requirements/dev.txt

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

clean:
	rm -rf .venv .venv-bench build dist tests/tools/node_modules
