# make demo    builds the program in the quickest way, completes two fixtures and says where the forms are
# make test    builds and runs all tests
# make program builds the program that is released
# Both install with apt what is missing (as root, or with sudo).

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PACKAGES := libzip-dev libisal-dev libxml2-dev libssl-dev libsqlite3-dev pkg-config
# Without data for debuggers, which took most of the size of the objects.
RELEASE := --configuration release --static-swift-stdlib -Xswiftc -gnone --scratch-path .build/release-static
GREENQUOTE := .build/release-static/release/greenquote
FORMATTED := Package.swift Sources Tests

SECONDS := 60
MUTATIONS := 3000
SEED := 1
FILES := 600
ROWS := 1000000
BATCH := 2000
PARTS := 4
RECORD :=
FUZZED := --configuration release -Xswiftc -enable-testing --sanitize=fuzzer --sanitize=address -Xswiftc -sanitize=fuzzer,address

.PHONY: help install program demo test test-address torture recipes bench instructions laws fuzz templates fixtures documentation layout format format-check clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */\1|/' | column -t -s '|'

install: ## the system packages that the build needs
	@missing=""; for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing$$missing"; \
	  if [ "$$(id -u)" = 0 ]; then sudo=""; else sudo="sudo"; fi; \
	  $$sudo apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
	@command -v swift >/dev/null || { echo "Swift 6.3 is needed: https://www.swift.org/install/linux/"; exit 1; }

program: install ## the program, released, with the Swift runtime inside: .build/release-static/release/greenquote
	swift build $(RELEASE) --product greenquote

# Not optimised: a third of the work of `make program`, and `make test` goes on from there.
demo: install ## completes the fixture of the README
	swift build --product greenquote
	@mkdir -p .build/demo
	.build/debug/greenquote complete Fixtures/tools/two-countries.xlsx -o .build/demo/quotewin.xlsx --force
	.build/debug/greenquote complete Fixtures/tools/golden.xlsx --form Fixtures/forms/rows-above-other-order.xlsx -o .build/demo/customer-form.xlsx --force \
	  || [ $$? = 1 ]

test: install ## all tests
	swift build --build-tests
	swift test --disable-xctest --skip-build

test-address: install ## all tests under AddressSanitizer and LeakSanitizer
	LSAN_OPTIONS=suppressions=$(CURDIR)/Tests/Tools/leaks.txt \
	  swift test --disable-xctest --sanitize=address --scratch-path .build/address

torture: program ## kill -9, a full disk, files that change while they are read, batches and drop folders interrupted (root for some of it)
	swift build --product BuildFixtures
	python3 Tests/Tools/torture.py $(GREENQUOTE) .build/torture
	python3 Tests/Tools/torture_batch.py $(GREENQUOTE) .build/debug/BuildFixtures .build/torture-batch

recipes: program ## one returned folder by batch, on a Slurm and on a Spark cluster of this machine: the same register (FILES=600, PARTS=4)
	swift build $(RELEASE) --product BuildFixtures
	python3 Tests/Tools/recipes.py $(GREENQUOTE) .build/release-static/release/BuildFixtures .build/recipes $(FILES) $(PARTS)

bench: program ## beside python-calamine, fastexcel, openpyxl, libxlsxwriter, xlsxwriter, formualizer, IronCalc, LibreOffice: a table of ratios (ROWS=1000000, BATCH=2000)
	swift build $(RELEASE) --product Bench
	@[ -x .build/bench-python/bin/python ] || python3 -m venv .build/bench-python
	.build/bench-python/bin/pip install --quiet openpyxl python-calamine fastexcel pyarrow xlsxwriter formualizer ironcalc
	python3 Tests/Bench/bench.py $(GREENQUOTE) .build/release-static/release/Bench .build/bench-python/bin/python ../shared/bench .build/bench \
	  --rows $(ROWS) --files $(BATCH) --markdown Tests/Bench/RESULTS.md --readme README.md

instructions: program ## counts the instructions of fixed jobs by callgrind and fails where one takes 5 % more than recorded (RECORD=--record)
	swift build $(RELEASE) --product Bench
	@command -v valgrind >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then sudo=""; else sudo="sudo"; fi; \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends valgrind >/dev/null; }
	python3 Tests/Tools/instructions.py $(GREENQUOTE) .build/release-static/release/Bench .build/instructions Tests/Bench/instructions.json $(RECORD)

laws: program ## fills one more cell, and lets layouts drift, thousands of times: figures change, or the cell is named (MUTATIONS=3000)
	swift build $(RELEASE) --product CheckLaws
	@mkdir -p .build/laws
	.build/release-static/release/CheckLaws .build/laws/workbook.xlsx $(MUTATIONS) $(SEED) Fixtures/tools/*.xlsx

fuzz: install ## every target of Tests/Fuzz under libFuzzer and AddressSanitizer, SECONDS=60 each
	FUZZ=1 swift build $(FUZZED) --scratch-path .build/fuzz/build --product Fuzz
	python3 Tests/Tools/fuzz.py .build/fuzz/build/release/Fuzz $(SECONDS)

templates: install ## Templates/*.xlsx and Sources/CAssets/compiled from YAML and code; the last build embeds them
	swift run BuildTemplates Templates Sources/CAssets/compiled
	swift run BuildTemplates Templates Sources/CAssets/compiled
	swift build

fixtures: templates ## Fixtures/ from code, and the unreadable ones by other programs where they are installed
	swift run BuildFixtures Fixtures

documentation: install ## the documentation of the modules XLSX and Formulas, from their comments and catalogues: .build/documentation/*.doccarchive
	@for module in XLSX Formulas; do \
	  DOCUMENTATION=1 swift package --scratch-path .build/documentation/build --allow-writing-to-directory .build/documentation \
	    generate-documentation --target $$module --warnings-as-errors --output-path .build/documentation/$$module.doccarchive || exit 1; \
	done

layout: ## a table of the modules; fails on a circle between folders, on an import against the direction
	swift build --build-tests
	python3 Tests/Tools/who_uses_whom.py .build/debug/index/store --table

format: ## formats all Swift files
	swift format --in-place --recursive --parallel $(FORMATTED)

format-check: ## fails where a file is not formatted
	swift format lint --strict --recursive --parallel $(FORMATTED)

clean: ## removes everything that was built
	rm -rf .build
