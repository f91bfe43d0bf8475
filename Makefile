# The two commands of the README do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV = .venv
ifeq ($(OS),Windows_NT)
BIN = $(VENV)/Scripts
else
BIN = $(VENV)/bin
endif

.PHONY: demo test bench bench-evidence bench-language bench-argument bench-outline bench-copying bench-material bench-students bench-gaming bench-fairness bench-scores bench-pages lint format lock messages serve clean

# Modules are compiled by all processors, which pip does not use.
$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	-$(BIN)/python -m compileall -qq -j 0 $(VENV) grader api
	@touch $@

demo: $(VENV)/ready        ## grade the sample contest into ./demo
	$(BIN)/grader demo

test: lint                 ## every check: format, lint, types, import rules, tests
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/bandit -q -r grader api -c pyproject.toml

format: $(VENV)/ready      ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/ready       ## speed, as ratios against a baseline of the same run; ARGS="--memory 10000"
	$(BIN)/python -m tests.benchmarks.speed $(ARGS)

bench-evidence: $(VENV)/ready  ## refits the evidence engine and prints its figures; needs GRADER_BENCH_DATA
	$(BIN)/python -m tests.benchmarks.evidence $(ARGS)

bench-language: $(VENV)/ready  ## refits the language models and prints their figures; needs GRADER_BENCH_DATA
	$(BIN)/python -m tests.benchmarks.language $(ARGS)

bench-argument: $(VENV)/ready  ## thesis and claim finding; with ARGS=--write refits it; needs GRADER_BENCH_DATA
	$(BIN)/python -m tests.benchmarks.argument $(ARGS)

bench-outline: $(VENV)/ready  ## drafted evidence keys against written ones; GRADER_BENCH_DATA adds a third contest
	$(BIN)/python -m tests.benchmarks.outline $(ARGS)

bench-copying: $(VENV)/ready  ## degrees of copying, one task left out; needs GRADER_BENCH_DATA
	$(BIN)/python -m tests.benchmarks.copying $(ARGS)

bench-material: $(VENV)/ready  ## a book of 500 pages as material, as ratios against the sample's
	$(BIN)/python -m tests.benchmarks.material $(ARGS)

bench-students: $(VENV)/ready  ## evidence features against scores of school essays from sources; needs GRADER_BENCH_DATA
	$(BIN)/python -m tests.benchmarks.real_students $(ARGS)

bench-fairness: $(VENV)/ready  ## do scores treat groups of writers alike? needs GRADER_BENCH_DATA
	$(BIN)/python -m tests.benchmarks.fairness

bench-gaming: $(VENV)/ready  ## what the gate catches of essays made to look better; needs GRADER_BENCH_DATA
	$(BIN)/python -m tests.benchmarks.gaming $(ARGS)

bench-scores: $(VENV)/ready  ## learned scores against teachers' scores; ARGS=--write, ARGS=--ablation; needs GRADER_BENCH_DATA
	$(BIN)/python -m tests.benchmarks.scores $(ARGS)

messages: $(VENV)/ready    ## gather the messages of pages, merge them into each language, compile
	$(BIN)/python -m tests.catalogue

bench-pages: $(VENV)/ready ## pages of a class of 2,000 essays: times against a baseline of the same run, bytes
	$(BIN)/python -m tests.benchmarks.pages $(ARGS)

serve: $(VENV)/ready       ## the service on this machine
	$(BIN)/grader start

lock: $(VENV)/ready        ## renew requirements.lock: pins and hashes, no addresses
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --custom-compile-command "make lock" -o requirements.lock

clean:
	rm -rf $(VENV) demo dist
