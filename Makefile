# Every target sets up what it needs inside this folder; nothing is installed elsewhere.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help demo test check bench format clean

help:
	@echo "make demo    generate photos and a voiceover, and make promo.mp4 of them on this machine"
	@echo "make test    run the tests"
	@echo "make check   lint and type check"
	@echo "make bench   time uploads, streams and renders against their rivals"
	@echo "make format  format the code"
	@echo "make clean   remove what these commands made"

# One environment, one stamp a set of extras; pyproject.toml newer than the stamp means installing again.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or newer is needed: make PYTHON=python3.11")'
	@$(PYTHON) -m venv .venv

.venv/local.stamp: pyproject.toml | $(BIN)/python
	@echo "Setting up .venv (once, about a minute)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[local,demo]'
	@touch $@

.venv/test.stamp: pyproject.toml .venv/local.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[local,demo,test]'
	@touch $@

demo: .venv/local.stamp
	@$(BIN)/python examples/demo.py

test: .venv/test.stamp
	@$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

check: .venv/test.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: .venv/test.stamp
	@$(BIN)/python -m benchmarks

format: .venv/test.stamp
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:
	rm -rf .venv build promo.mp4 .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
