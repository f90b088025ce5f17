# presskit: `make kit` makes the first PDF, `make test` runs every check that CI runs. Nothing is installed outside .venv,
# but Pango and the programs that the tests look at pages with, where apt can be used.

PYTHON ?= $(shell sh .ci/find-python)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
KIT ?= data/aleppo
OUT ?= build
EDITOR := src/presskit/studio/editor

# Many tests start processes: where no compiled files are kept, each of them compiles all of presskit again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: kit studio all test lint types contract prose tests roundtrip kills fuzz random growth coverage mutants bench docs setup setup-test lock clean help

help:
	@echo "make kit     set up, then build $(KIT) into $(OUT)/"
	@echo "make studio  bundle the editor of the studio (it needs Node)"
	@echo "make test    set up, then run every check that CI runs"
	@echo "make all     make test, then what takes longer: make roundtrip, make kills, make fuzz, make random, make growth"
	@echo "make kills      interrupt every command at each of its write operations, and kill 200 at random moments"
	@echo "make roundtrip  send the specimen through the translators' programs, and spoil 10,000 returned files"
	@echo "make random  build 200 random kits, have other programs compare the words of their outputs, and try new examples of properties"
	@echo "make growth  give every reader texts that repeat one piece, and measure how its time grows"
	@echo "make bench   measure presskit beside what one would use instead, and write docs/performance.md"
	@echo "make coverage  run the tests with branch coverage, and print the figure of each room"
	@echo "make mutants  put small faults into a copy of the code, and list those that no test notices (FILES=… for some)"
	@echo "make docs    write docs/reference anew from the code, and build the site into build/site"
	@echo "make lock    resolve requirements/*.txt anew"
	@echo "make clean   remove what was made"

kit: setup
	@$(BIN)/presskit build $(KIT) --out $(OUT)

# Without Node the studio works all the same, with plain forms in place of the editor.
studio: $(EDITOR)/built/editor.js

$(EDITOR)/built/editor.js: $(EDITOR)/node_modules/.package-lock.json $(EDITOR)/build.mjs $(wildcard $(EDITOR)/source/*)
	cd $(EDITOR) && node build.mjs

$(EDITOR)/node_modules/.package-lock.json: $(EDITOR)/package-lock.json
	@command -v npm >/dev/null || { echo "The editor of the studio needs Node with npm (Debian: apt install npm)"; exit 1; }
	cd $(EDITOR) && npm ci --no-audit --no-fund --silent
	@touch $@

test: lint types contract prose tests

all: test roundtrip kills fuzz random growth

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

# The tests of a file go to one process, which makes once what they share; tests/conftest.py says which files come first.
tests: setup-test
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# Some minutes; make test runs the same with fewer spoiled files.
kills: setup-test
	PRESSKIT_EVERY_WRITE=1 PRESSKIT_RANDOM_KILLS=100 PRESSKIT_SENDER_KILLS=40 \
	  $(BIN)/pytest --numprocesses auto --dist worksteal tests/store tests/mail_sending/test_crashes.py

roundtrip: setup-test
	PRESSKIT_SPOILED_FILES=2500 $(BIN)/pytest --numprocesses auto --dist worksteal --durations 5 tests/translation_back tests/roundtrip

# Minutes; make test runs the same with fewer inputs a kind.
fuzz: setup-test
	PRESSKIT_FUZZ_CASES=1500 $(BIN)/pytest --numprocesses auto --dist worksteal --durations 5 tests/attacks/test_fuzz.py

# Minutes; make test builds fewer kits, and tries a quarter of the examples of a property, the same each time.
random: setup-test
	PRESSKIT_RANDOM_KITS=200 $(BIN)/pytest --numprocesses auto --dist worksteal --durations 5 tests/outside
	PRESSKIT_RANDOM_EXAMPLES=1 $(BIN)/pytest --numprocesses auto --dist loadfile -m hypothesis

# An hour of processor time; make test tries what once grew with the square.
growth: setup-test
	PRESSKIT_GROWTH=1 $(BIN)/pytest --numprocesses auto --dist worksteal tests/growth

# A quarter of an hour; QUICK=1 takes three minutes. Peers that pip has go into .venv-bench, others are used where they are.
bench: setup-test
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

docs: setup-test
	$(BIN)/python -m tests.packaging.commands_page > docs/reference/commands.md
	$(BIN)/python -m tests.packaging.findings_page > docs/reference/findings.md
	$(BIN)/python -m tests.packaging.outputs_page > docs/reference/outputs.md
	$(BIN)/python -m tests.packaging.limits_page > docs/reference/limits.md
	$(BIN)/python -m tests.packaging.api_page > docs/reference/api.md
	$(BIN)/python -m tests.packaging.sbom > requirements/presskit.cdx.json
	$(BIN)/python -m tests.packaging.licences_page > docs/reference/licences.md
	$(BIN)/sphinx-build -q -W --keep-going -b html docs build/site

# Some minutes more than make tests: processes that presskit starts are measured too.
coverage: setup-test
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder
	$(BIN)/coverage combine -q
	$(BIN)/python -m tests.packaging.coverage_of_rooms

# An hour; FILES="src/presskit/mail/opt_out.py …" takes some of the files of tests/mutation/cosmic-ray.toml.
mutants: setup-test .venv/.mutants
	$(BIN)/python -m tests.mutation $(FILES)

setup: .venv/.presskit .venv/.pango
setup-test: setup .venv/.tools .venv/.editor

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

.venv/.editor: .venv/.tools $(EDITOR)/package-lock.json
	@$(MAKE) --no-print-directory studio || echo "Tests of the editor will be skipped"
	@touch $@

# Asked for by make mutants alone, so it stands in no lock.
.venv/.mutants: .venv/.dev
	@$(PIP) install cosmic-ray==8.7.0
	@touch $@

# The locks hold versions and hashes, and name no index: pip asks the one that it is set up with.
lock: .venv/.made
	@$(PIP) install --upgrade uv
	@$(BIN)/uv pip compile $(LOCK) --group build --extra studio pyproject.toml -o requirements/run.txt
	@$(BIN)/uv pip compile $(LOCK) --group build --group dev --extra studio -c requirements/run.txt pyproject.toml -o requirements/dev.txt

LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

clean:
	rm -rf .venv .venv-bench build dist tests/tools/node_modules $(EDITOR)/node_modules $(EDITOR)/built
