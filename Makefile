# Two commands are enough: `make run` and `make test`. Both make the environment when needed.
PY := .venv/bin/python
BESIDE_SERVERS := $(PY) -m config.embedded exec --
LOCK := .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.12 \
	--generate-hashes --no-emit-index-url --no-header --quiet

# What production has; every value is made up, only their presence is checked.
PRODUCTION := DEBUG=0 DEMO=0 TESTING=0 SECRET_KEY=$$(od -An -N48 -tx1 /dev/urandom | tr -d ' \n') \
	SEALING_KEYS=$$(head -c 32 /dev/urandom | base64 | tr '+/' '-_') \
	BASE_URL=https://register.example ALLOWED_HOSTS=register.example TRUSTED_PROXY_COUNT=1 \
	EMAIL_URL=smtp://mail.example:25 SIGNING_KEY_PASSWORD=made-up FROM_EMAIL=register@divosa.nl \
	CONTACT_PHONE='030 123 45 67' CONTACT_POST='Postbus 1, 3500 AA Utrecht'

.PHONY: help run test faults lint audit sbom licences format bench bench-full seed drill lock reset

help:
	@echo "make run     the portal on http://localhost:8000 (PORT=… for another), until Ctrl-C"
	@echo "make test    every test; ARGS='-k name' chooses"
	@echo "make faults  only what is broken on purpose, one after the other, with a table of it"
	@echo "make lint    everything that is checked without running a test"
	@echo "make audit   whether a locked package has a known weakness (asks the internet)"
	@echo "make sbom    a list of all locked packages for scanners (CycloneDX), in var/sbom.json"
	@echo "make format  put code and templates in the agreed form"
	@echo "make bench   the benchmarks, small (make bench-full: all of docs/benchmarks.md, an hour)"
	@echo "make seed    fill the development database with the demo world"
	@echo "make drill   whether a copy of the development database comes back whole"
	@echo "make lock    compute requirements*.txt anew from pyproject.toml, and docs/licences.md"
	@echo "make reset   throw away all development data"

run:
	@bin/bootstrap
	@exec $(PY) -m config.embedded run

# What takes longest first; three at once, for two cores: a browser mostly waits.
test:
	@bin/bootstrap browser
ifdef ARGS
	@if CHROMIUM=$$(bin/chromium); then export CHROMIUM; else set -- -m "not browser"; fi; \
	exec $(BESIDE_SERVERS) $(PY) -m pytest "$$@" $(ARGS)
else
	@if CHROMIUM=$$(bin/chromium); then export CHROMIUM; else set -- -m "not browser"; fi; \
	exec $(BESIDE_SERVERS) $(PY) -m pytest -n 3 --no-loadscope-reorder "$$@"
endif

# One at a time: some measure how long it takes.
faults:
	@bin/bootstrap
	@exec $(BESIDE_SERVERS) $(PY) -m pytest -m fault -p no:randomly --fault-table=var/faults.md $(ARGS)

lint:
	@bin/bootstrap
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	find templates -name '*.html' -exec .venv/bin/djade --check {} +
	.venv/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BESIDE_SERVERS) $(PY) manage.py makemigrations --check --dry-run
	$(BESIDE_SERVERS) $(PY) manage.py check_migrations
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

# In an environment of its own: what looks for weaknesses is no part of what it looks at.
audit:
	@bin/bootstrap
	@bin/audit requirements-watching.txt

sbom:
	@bin/bootstrap
	@DEBUG=1 $(PY) manage.py write_packages --sbom var/sbom.json

licences:
	@bin/bootstrap
	@DEBUG=1 $(PY) manage.py write_packages

format:
	@bin/bootstrap
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	find templates -name '*.html' -exec .venv/bin/djade {} +

bench:
	@bin/bootstrap
	@exec $(BESIDE_SERVERS) $(PY) -m bench $(ARGS)

# Before it: enough quiet, enough disk (4 GB), and an hour.
bench-full:
	@bin/bootstrap
	@exec $(BESIDE_SERVERS) $(PY) -m bench --full $(ARGS)

seed:
	@bin/bootstrap
	@exec $(PY) -m config.embedded manage -- seed $(ARGS)

drill:
	@bin/bootstrap
	@exec $(PY) -m config.embedded drill

lock:
	@bin/bootstrap
	$(LOCK) $(ARGS) --output-file requirements.txt
	$(LOCK) $(ARGS) --group watching --output-file requirements-watching.txt
	$(LOCK) $(ARGS) --group dev --output-file requirements-dev.txt
	@bin/bootstrap
	@DEBUG=1 $(PY) manage.py write_packages

reset:
	@bin/bootstrap
	@exec $(PY) -m config.embedded reset
