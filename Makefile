# `make` alone lists the targets. Each works right after a clone, and costs little when repeated.
# Needed: GNU make, git, a POSIX shell and Python 3.11 or newer. Everything else comes from requirements.lock.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

VENV := .venv
BIN := $(VENV)/bin
RAW ?= data/raw
OUT ?= data/processed
LANGS ?= en,zh
PYTEST_ARGS ?=
# JupyterLab asks nothing of the network: no news, no look for updates, no catalogue of extensions.
LAB_QUIET := --LabApp.news_url=None --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate \
  --LabApp.extension_manager=readonly
LAB_ARGS ?=
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb))

# Nothing of the user's own Python, Jupyter, IPython or matplotlib set-up is read, and nothing is written to the home folder.
unexport PYTHONPATH
unexport PYTHONHOME
unexport JPY_SESSION_NAME
export PYTHONNOUSERSITE := 1
export JUPYTER_PREFER_ENV_PATH := 1
export JUPYTER_PATH :=
export JUPYTER_CONFIG_PATH :=
export JUPYTER_CONFIG_DIR := $(CURDIR)/$(VENV)/etc/jupyter
export JUPYTER_DATA_DIR := $(CURDIR)/$(VENV)/share/jupyter
export JUPYTER_RUNTIME_DIR := $(CURDIR)/$(VENV)/var/jupyter
export IPYTHONDIR := $(CURDIR)/$(VENV)/var/ipython
export MPLCONFIGDIR := $(CURDIR)/$(VENV)/var/matplotlib

.PHONY: help
help: ## list the targets
	@echo 'Usage: make TARGET [NAME=value ...]'
	@echo
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)$$/  \1	\2/p' Makefile | expand -t 14

# --- the environment ------------------------------------------------------------------------------------------------

# Two stamps, named after what they depend on. The first stands for the locked packages: a changed lock, or a moved
# checkout (the scripts of a venv hold its path), builds the venv anew. The second stands for the project itself: a
# changed pyproject.toml only installs the project again. Each is written last, so an interrupted build is not taken for
# a finished one.
key = $(shell { printf '%s\n' "$(CURDIR)"; cat $(1); } 2>/dev/null | cksum | tr -d ' ')
LOCKED := $(VENV)/.locked-$(call key,requirements.lock)
INSTALLED := $(VENV)/.installed-$(call key,requirements.lock pyproject.toml)

# The venv is also built anew if its interpreter is gone, or is not the version that PYTHON=... asks for.
version = $(shell "$(1)" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null)
ifeq ($(origin PYTHON),undefined)
CANDIDATES := python3.11 python3.12 python3.13 python3
WANTED := $(call version,$(BIN)/python)
else
CANDIDATES := "$(PYTHON)"
WANTED := $(or $(call version,$(PYTHON)),$(PYTHON))
endif
ifneq ($(or $(WANTED),none),$(call version,$(BIN)/python))
.PHONY: $(LOCKED)
endif

.PHONY: env
env: $(INSTALLED) ## build .venv from requirements.lock (PYTHON=... chooses the interpreter)

$(LOCKED):
	@set -eu; \
	if [ ! -s requirements.lock ]; then \
	  echo 'make env: requirements.lock is missing; get it back with: git checkout -- requirements.lock' >&2; \
	  exit 1; \
	fi; \
	python=''; \
	for name in $(CANDIDATES); do \
	  if "$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    python="$$name"; break; \
	  fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo 'make env: found no Python 3.11 or newer that has venv and ensurepip; tried: $(CANDIDATES)' >&2; \
	  echo 'Install one (on Debian and Ubuntu: python3 and python3-venv), or name it: make env PYTHON=/path/to/python3' >&2; \
	  exit 1; \
	fi; \
	echo "Building $(VENV) with $$("$$python" --version) from requirements.lock. This takes a minute or two."; \
	rm -rf '$(VENV)'; \
	"$$python" -m venv '$(VENV)'; \
	'$(BIN)/python' -m pip install -qq --require-hashes --requirement requirements.lock; \
	touch '$@'

$(INSTALLED): $(LOCKED)
	@rm -f '$(VENV)'/.installed-*
	@'$(BIN)/python' -m pip install -qq --no-build-isolation --no-deps --editable .
	@mkdir -p '$(VENV)/var/ipython' '$(VENV)/var/jupyter' '$(VENV)/var/matplotlib'
	@touch '$@'

.PHONY: lock
lock: env ## remake requirements.lock after a change in pyproject.toml (UPGRADE=1 takes the newest versions)
	'$(BIN)/uv' pip compile pyproject.toml --extra dev --universal --python-version 3.11 --fork-strategy fewest \
	  --generate-hashes --no-config --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock' \
	  $(if $(UPGRADE),--upgrade) --quiet --output-file requirements.lock

# --- the work -------------------------------------------------------------------------------------------------------

.PHONY: audit
audit: env ## audit every report in data/raw, write the notebooks and tables to data/processed
	'$(BIN)/ogi-audit' run '$(RAW)' --out '$(OUT)' --lang '$(LANGS)'

.PHONY: demo
demo: env ## write and audit an invented county of 40 organs and four years, in data/demo
	'$(BIN)/ogi-audit' demo

.PHONY: notebooks
notebooks: env ## run the committed notebooks again, in place
	'$(BIN)/ogi-audit' notebooks

.PHONY: docs codebook
docs: env ## write the pages of docs/ that are made from declarations anew
	'$(BIN)/python' -m helpers.cli docs
codebook: docs ## the same as docs

.PHONY: gallery
gallery: env ## make docs/gallery.md and its pictures anew (needs Chromium)
	'$(BIN)/python' docs/gallery.py

.PHONY: lab
lab: env ## open JupyterLab on the notebooks, with the kernel of .venv
	'$(BIN)/jupyter-lab' $(if $(filter 0,$(shell id -u)),--allow-root) $(LAB_QUIET) $(LAB_ARGS)

# --- the checks -----------------------------------------------------------------------------------------------------

.PHONY: lint
lint: env ## style, format and types
	'$(BIN)/ruff' check .
	'$(BIN)/ruff' format --check .
	'$(BIN)/mypy' src

.PHONY: test
test: lint ## lint, compare with a second environment (QUICK=1 leaves it out), notebooks and tests (PYTEST_ARGS='-n 2')
	$(if $(QUICK),,.ci/second-environment)
	$(if $(NOTEBOOKS),'$(BIN)/pytest' --nbval --nbval-current-env $(NOTEBOOKS))
	'$(BIN)/pytest' tests $(PYTEST_ARGS)

.PHONY: chaos
chaos: env ## kill runs at twenty instants and check that the next call goes on from there
	'$(BIN)/pytest' tests/running/chaos.py

.PHONY: bench
bench: env ## measure how well and how fast invented reports are read back
	'$(BIN)/python' benchmarks/reading.py

.PHONY: bench-audit
bench-audit: env ## measure which known mistakes the audit finds, and what it accuses wrongly
	'$(BIN)/python' benchmarks/auditing.py

.PHONY: bench-audit-speed
bench-audit-speed: env ## measure how long the whole audit of a report takes, and which rules take it
	'$(BIN)/python' benchmarks/auditspeed.py

.PHONY: bench-claims
bench-claims: env ## measure how well the numbers of the prose are understood
	'$(BIN)/python' benchmarks/claims.py

.PHONY: bench-notebooks
bench-notebooks: env ## measure how many notebooks a minute are executed, beside stock papermill
	'$(BIN)/python' benchmarks/notebooks.py

.PHONY: bench-speed
bench-speed: env ## measure how fast reports are read, beside the usual tools where they are installed
	'$(BIN)/python' benchmarks/speed.py

.PHONY: bench-damage
bench-damage: env ## measure whether damaged reports are ever read as if they were whole
	'$(BIN)/python' benchmarks/damage.py

.PHONY: fuzz
fuzz: env ## read and audit mutated files for SECONDS=600 (PYTHON_FUZZ=... names a Python that has atheris)
	'$(or $(PYTHON_FUZZ),$(BIN)/python)' benchmarks/fuzz.py --seconds $(or $(SECONDS),600)

.PHONY: explore
explore: env ## draw NUMBER=300 new whole reports for each property that must hold of all (the tests draw the same few)
	EXPLORE=$(or $(NUMBER),300) '$(BIN)/pytest' tests/properties $(PYTEST_ARGS)

.PHONY: mutants
mutants: env ## mutation testing of the rules: MODULES="exact sums", all without (mutmut, installed apart; needs the network)
	'$(BIN)/uv' pip install --quiet --target build/mutmut --no-deps mutmut==3.8.1 libcst==1.9.0
	PYTHONPATH='$(CURDIR)/build/mutmut' '$(BIN)/python' benchmarks/mutants.py $(MODULES)

.PHONY: audit-deps
audit-deps: env ## ask for known vulnerabilities of the locked packages (pip-audit, run apart; needs the network)
	'$(BIN)/uvx' pip-audit --strict --requirement requirements.lock --require-hashes --disable-pip

.PHONY: clean
clean: ## remove .venv and the caches; data and notebooks stay
	rm -rf '$(VENV)' .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
	find src tests notebooks benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	find notebooks -name .ipynb_checkpoints -type d -prune -exec rm -rf {} + 2>/dev/null || true
