# Two commands:  `make run` starts the ledger,  `make check` proves it.
# Both need only Python 3.11 and a package index; both prepare what they use.

UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)

.PHONY: run check check-long bench schema format

run: $(UV)  ## prepare the database, load the example if it is empty, serve http://127.0.0.1:8000
	$(UV) run --locked ledger serve --example

check: $(UV)  ## format, lint, types, import contracts, tests on SQLite and PostgreSQL: what CI runs
	$(UV) run --locked ruff format --check .
	$(UV) run --locked ruff check .
	$(UV) run --locked mypy
	$(UV) run --locked lint-imports --no-cache
	$(UV) run --locked pytest -n 2 --dist loadfile -m "not long"

check-long: $(UV)  ## the same tests, and those that take minutes
	$(UV) run --locked pytest

bench: $(UV)  ## every figure, each beside what it is compared with; NAMES="views start" for some
	$(UV) run --locked python -m benchmarks $(NAMES)

schema: $(UV)  ## write down the GraphQL schema in force
	$(UV) run --locked python -m api.schema > src/api/schema.graphql

format: $(UV)  ## mend the format
	$(UV) run --locked ruff format .
	$(UV) run --locked ruff check --fix .

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet "uv>=0.9"
