# Kommandoene til Nettverksportalen. «make» alene viser dem.
PYTHON ?= python3
PY := .venv/bin/python
export PYTHONDONTWRITEBYTECODE =

.PHONY: hjelp run test test-tjenester test-miljo lint nullstill meldinger krav

hjelp: ## Vis denne oversikten
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | while IFS="$$(printf '\t')" read -r navn tekst; do printf '  make %-16s %s\n' "$$navn" "$$tekst"; done

run: ## Start portalen med demodata (PORT=8001 for en annen port)
	@$(PYTHON) verktoy/start.py

test: test-miljo ## Kjør testene på SQLite
	@$(PYTHON) verktoy/testing.py

test-tjenester: test-miljo ## Kjør testene på PostgreSQL og Redis
	@$(PYTHON) verktoy/testing.py --tjenester

test-miljo:
	@$(PYTHON) verktoy/miljo.py

lint: test-miljo ## Sjekk stil, typer, maler og importretning
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy .
	$(PY) -m djlint templates --lint --quiet
	.venv/bin/lint-imports

nullstill: ## Slett demodataene
	@$(PYTHON) verktoy/nullstill.py

meldinger: test-miljo ## Samle tekstene til oversettelse, og kompiler katalogene
	$(PY) verktoy/tekster.py

krav: test-miljo ## Lås pakkeversjonene i requirements*.txt til de installerte
	$(PY) verktoy/krav.py
