# Two commands: `make demo` shows the whole line on sample input, `make test` proves it.
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest
PEERS := .venv-peers/bin
HELPDESK := .venv-helpdesk/bin
PROSE := .venv-prose/bin
MAILS ?= 1000
DAYS ?= 365
SEED ?= 1
KILLS ?= 200
# What judges pages comes from npm; where that is not installed its tests are skipped and say how to get it.
PAGE_TOOLS := $(if $(and $(shell command -v node),$(shell command -v npm)),.page-tools/installed)

.PHONY: demo test check lint page-tools prose thunderbird bench peers generators helpdesk simulate torture lock clean

demo: .venv/installed
	$(BIN)/madoguchi demo demo

test: .venv/tested-with $(PAGE_TOOLS)
	$(PYTEST)

check: lint .venv/tested-with $(PAGE_TOOLS)
	$(MAKE) test PYTEST='$(BIN)/coverage run -m pytest'
	$(BIN)/coverage report --fail-under=95

lint: .venv/tested-with
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

page-tools: .page-tools/installed

prose: .venv-prose/installed
	PYTHONPATH=.:tests $(PROSE)/python tests/prose/readability.py

thunderbird: .venv/tested-with
	$(BIN)/python -m pytest -m thunderbird tests/thunderbird

bench: .venv/tested-with
	$(BIN)/python benchmarks/ratios.py
	$(BIN)/python benchmarks/feeds.py
	$(if $(wildcard .venv-peers/installed),$(PEERS),$(BIN))/python benchmarks/peers.py

peers: .venv-peers/installed
	$(PEERS)/python benchmarks/peers.py

generators: .venv-peers/installed
	-cd benchmarks/generators && npm ci --silent
	$(PEERS)/python benchmarks/generators/beside_ours.py

helpdesk: .venv-helpdesk/installed
	$(HELPDESK)/python benchmarks/beside_helpdesk.py $(MAILS)

simulate: .venv/tested-with
	$(BIN)/python benchmarks/simulate.py --days $(DAYS) --seed $(SEED)

torture: .venv/tested-with
	PYTHONPATH=tests:benchmarks $(BIN)/python -m torture $(KILLS) $(SEED)

lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group build --extra postgresql -o requirements-postgresql.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group build --group dev -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group build --group helpdesk -o requirements-helpdesk.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group build --group peers -o requirements-peers.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --group prose -o requirements-prose.lock

clean:
	rm -rf .page-tools .venv .venv-helpdesk .venv-peers .venv-prose demo

.venv/bin/python:
	@$(PYTHON) -m venv .venv || { echo 'Python の仮想環境を作れません。「sudo apt install python3 python3-venv」を実行してから、もう一度お試しください。'; exit 1; }

.venv/installed: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/tested-with: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.venv-helpdesk/installed: requirements-helpdesk.lock pyproject.toml
	$(PYTHON) -m venv .venv-helpdesk
	$(HELPDESK)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-helpdesk.lock
	$(HELPDESK)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv-peers/installed: requirements-peers.lock pyproject.toml
	$(PYTHON) -m venv .venv-peers
	$(PEERS)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-peers.lock
	$(PEERS)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.page-tools/installed: tests/browser/package.json tests/browser/package-lock.json tests/browser/.npmrc
	@mkdir -p .page-tools
	cp tests/browser/package.json tests/browser/package-lock.json tests/browser/.npmrc .page-tools/
	cd .page-tools && npm ci --silent
	@touch $@

# The dictionary comes as source; the lock holds what builds it, too.
.venv-prose/installed: requirements-prose.lock
	$(PYTHON) -m venv .venv-prose
	PIP_CONSTRAINT=requirements-prose.lock PIP_BUILD_CONSTRAINT=requirements-prose.lock $(PROSE)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-prose.lock
	@touch $@
