# make play: create .venv if need be and start the game.   make test: everything that CI runs.
# make setup: only the environment.   make bench: the figures.   make clean: remove what these made.
# make picture: the picture in the README, from the screen of the real program.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: play test setup lint types imports story tests bench picture clean

play: .venv/ready
	@trap : INT; THERMIDOR_COMMAND="make play" $(BIN)/python -m game play || case $$? in 129|130|143) ;; *) exit $$?;; esac

setup: .venv/ready-to-develop

test: lint types imports story tests

lint: .venv/ready-to-develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready-to-develop
	$(BIN)/mypy

imports: .venv/ready-to-develop
	$(BIN)/lint-imports

story: .venv/ready-to-develop
	$(BIN)/python -m game check story

tests: .venv/ready-to-develop
	$(BIN)/python -m pytest -n auto

bench: .venv/ready-to-develop
	$(BIN)/python -m tests.benches

picture: .venv/ready-to-develop
	$(BIN)/python -m tests.picture

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# A stamp each, so that a second start does not ask pip again.
.venv/ready: pyproject.toml constraints.txt
	@PYTHON="$(PYTHON)" sh .ci/environment .

.venv/ready-to-develop: pyproject.toml constraints.txt
	@PYTHON="$(PYTHON)" sh .ci/environment .[dev]
