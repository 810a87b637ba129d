# Two commands matter: make demo, make test. Both set up what is missing.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo test lint lock bench bench-peers corpus new-register clean

help:
	@echo "make demo   sets up, loads a demo office and serves it at http://127.0.0.1:8000/"
	@echo "make test   sets up and runs every test that needs no browser"
	@echo "make lint   types, style, floors, templates"
	@echo "make corpus reads the decrees of known truth and tells how well"
	@echo "make bench-peers  reads the PDFs among them with other libraries too, in an environment of their own"
	@echo "make new-register NAME=...  makes the folder of a new register"
	@echo "make lock   writes the hashed requirements anew from pyproject.toml (needs uv)"

setup:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "python3 is missing: install it with 'apt-get install python3 python3-venv'." >&2; exit 2; }
	@$(PYTHON) tools/setup.py

demo: setup
	@$(BIN)/renaksi demo

test: setup
	$(BIN)/python -m pytest -q -n 2 -m "not browser"

lint: setup
	$(BIN)/ruff check src tests tools benchmarks
	$(BIN)/ruff format --check src tests tools benchmarks
	$(BIN)/mypy src
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url pyproject.toml -o requirements/base.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group dev pyproject.toml -c requirements/base.txt -o requirements/dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group peers -o requirements/peers.txt

corpus: setup
	$(BIN)/python -m benchmarks.corpus

bench-peers: setup
	@test -x build/peers/bin/python || $(PYTHON) -m venv build/peers
	build/peers/bin/python -m pip install --quiet --require-hashes -r requirements/peers.txt
	$(BIN)/python -m benchmarks.peers

bench: setup
	$(BIN)/python -m benchmarks

new-register: setup
	@$(BIN)/python tools/new_register.py "$(NAME)"

clean:
	rm -rf .venv node_modules src/renaksi/web/static/vendor
