# Two commands for a fresh machine (python3 >= 3.11 and make): `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DEMO   := demo-store
SHARED := ../shared

.PHONY: demo test check eval bench train docs format clean

# The environment is made once and again whenever pyproject.toml changes.
$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "engagement-kg needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/.installed
	$(BIN)/kg extract --store $(DEMO) tests/samples/papers
	@echo; echo 'What drives customer engagement?'
	$(BIN)/kg query --store $(DEMO) antecedents -p construct='customer engagement' --limit 5
	@echo; echo 'How is it defined, and by whom?'
	$(BIN)/kg query --store $(DEMO) definitions -p construct='customer engagement' --limit 5
	@echo; echo 'Where do the papers disagree?'
	$(BIN)/kg query --store $(DEMO) contradictions --limit 3
	@echo; echo 'And in plain words:'
	$(BIN)/kg ask --store $(DEMO) 'who defined value co-creation, and how?' | head -n 12
	@echo; echo 'Next: $(BIN)/kg queries                              all questions you can ask'
	@echo '      $(BIN)/kg extract YOUR-PAPERS/                   read papers of your own into ./kg-store'
	@echo '      $(BIN)/kg serve --store $(DEMO)                 pages to read at http://127.0.0.1:8000/, SPARQL at /sparql'
	@echo '      README.md and docs/                              how it works and how good it is'

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_docs.py tests/test_layers.py

eval: $(VENV)/.installed
	@echo "The sample papers, with rules and model (nothing was trained on them):"
	$(BIN)/kg eval --gold tests/samples/gold tests/samples/papers
	@echo; echo "Annotated papers, by rules alone (the model was trained on some of them, the rules tuned on some):"
	@if [ -d $(SHARED)/gold ]; then $(BIN)/kg eval --model none --gold $(SHARED)/gold $(SHARED)/corpus/pdf $(SHARED)/corpus/seeds; fi

bench: $(VENV)/.installed
	$(BIN)/python -m tests.bench

# The model anew, from the material in $(SHARED): 90 minutes of two cores. Figures are printed.
train: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	$(BIN)/python -m pipelines.train.gate --shared $(SHARED)
	$(BIN)/python -m pipelines.train fold --shared $(SHARED)
	$(BIN)/python -m pipelines.train whole --shared $(SHARED)

# The pages made from the code, and the ontology as HTML for readers (out/ is not kept in git).
docs: $(VENV)/.installed
	$(BIN)/python docs/make_reference.py
	mkdir -p out
	$(BIN)/pylode ontology/evc.ttl -o out/evc.html

format: $(VENV)/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) $(DEMO) kg-store dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
