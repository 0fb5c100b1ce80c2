# Two commands: `make run` sets up what is missing and runs everything; `make test` passes all tests.
.DEFAULT_GOAL := help
.PHONY: help run test check setup lock screenshots clean

PYTHON = .venv/bin/python
STAMP = .venv/.installed

help:
	@echo "make run          set up what is missing, then run everything"
	@echo "make test         set up what is missing, then run all checks and tests"
	@echo "make setup        only set up: both environments, the Rasa model, the index"
	@echo "make check        lint, types, import contracts"
	@echo "make screenshots  pictures of chat and inbox into docs/images, while make run runs"
	@echo "make lock         write the lock files anew from the installed environments"

run: $(STAMP)
	@$(PYTHON) -m channels.cli run

# Many tests wait for servers: two at a time take little more than half as long.
test: check setup
	@$(PYTHON) -m pytest --numprocesses 2 --dist loadfile

check: $(STAMP)
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports

setup: $(STAMP)
	@$(PYTHON) -m channels.cli setup

screenshots: $(STAMP)
	@$(PYTHON) -m channels.screenshots

# The application's environment. pip, not uv: pip picks the CPU build of torch where one is offered.
$(STAMP): requirements.lock pyproject.toml
	@sh ./.find-python .venv
	@echo "Installing the application's packages (a few minutes the first time) …"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

lock:
	@$(PYTHON) -m pip freeze --exclude-editable | sed 's/+cpu//' > requirements.lock
	@bot/.venv/bin/python -m pip freeze > bot/requirements.lock

clean:
	rm -rf .venv bot/.venv bot/models var
