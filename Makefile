# Everything a person does with Refigure. `make report` and `make test` do all the set-up by themselves.

REPORT ?= quick
ARGUMENTS ?=
PREFIX ?= /usr/local
SECONDS ?= 60
TARGET ?=
FIGURES ?=
PAGES ?=
SHARE ?= all
DESTDIR ?=

refigure := .build/release/refigure
# One set of flags for the command and the tests, so that neither builds the other's products anew.
flags := -c release -Xswiftc -enable-testing --quiet
test-flags := $(flags) --disable-testable-imports
sources := Package.swift $(shell find Sources Plugins -type f -not -path '*.docc/*' 2>/dev/null)

.PHONY: help report build plan test faults neon slurm data diff accept atlas bench peers browser fuzz docs handbook install uninstall format clean packages toolchain

## report: rebuild the figures that changed and the report around them (REPORT=quick, standard, paper or a path)
report: $(refigure)
	@$(refigure) report --report "$(REPORT)" $(ARGUMENTS)

## help: these words
help:
	@sed -n 's/^## /make /p' Makefile

## build: the command, brought up to date with the sources
build: $(refigure)

## plan: what a report would compute and draw, why, and for how long
plan: $(refigure)
	@$(refigure) plan --report "$(REPORT)" $(ARGUMENTS)

## test: run the tests
test: packages toolchain
	@scripts/run-tests $(test-flags) $(ARGUMENTS)

## neon: whether 64-bit ARM's kernels, emulated, give this machine's bits
neon: toolchain
	@scripts/test-neon

## slurm: run reports on a real Slurm of two nodes on this machine, and let these fail
slurm: $(refigure)
	@scripts/test-slurm

## browser: open reports' pages in a real browser and see that they are as they should be (PAGES="reports/mine/index.html ...", by default quick's)
browser: $(refigure)
	@scripts/test-browser $(PAGES)

## faults: let every operation on a file fail in every way, and kill runs at 300 moments (SHARE=2/8: the second eighth of it all)
faults: packages toolchain
	@REFIGURE_TEST_FAULTS="$(SHARE)" scripts/without-notices swift test $(test-flags) --filter FaultTests $(ARGUMENTS)

## data: fetch and verify the data sets
data: $(refigure)
	@$(refigure) data --fetch $(ARGUMENTS)

## diff: say what changed (BASE=revision, folder or baseline; by default the tracked baseline; FIGURES as for accept)
diff: $(refigure)
	@$(refigure) diff $(if $(BASE),"$(BASE)") --report "$(REPORT)" $(ARGUMENTS) $(FIGURES) || { code=$$?; \
	    [ $$code -ne 1 ] || echo "something changed: so make ends with an error, as scripts and hooks need it"; exit $$code; }

## accept: take the last run's numbers as the baseline (REASON="why they changed", FIGURES="information-plane/fig1 ...", by default all)
accept: $(refigure)
	@$(refigure) accept --report "$(REPORT)" --reason "$(REASON)" $(ARGUMENTS) $(FIGURES)

## atlas: what each verdict hangs on, over every choice that the papers leave open (REPORT; ARGUMENTS=--plan, --readings)
atlas: $(refigure)
	@$(refigure) atlas --report "$(REPORT)" $(ARGUMENTS)

## bench: measure the engine, the measures, the drawing and the reports (ARGUMENTS="--target Engine")
bench: packages toolchain
	@cd Benchmarks && swift package --allow-writing-to-package-directory benchmark --no-progress $(ARGUMENTS)

## peers: Refigure beside PyTorch, JAX, numpy, hoi and scikit-learn, those that are installed
peers: packages toolchain
	@python3 Benchmarks/peers.py $(ARGUMENTS)

## fuzz: feed every reader damaged files under AddressSanitizer (SECONDS=60 each, TARGET=npy for one)
fuzz: packages toolchain
	@scripts/fuzz "$(SECONDS)" $(TARGET)

## docs: the pages of the modules' documentation, after `make handbook`
docs: handbook
	@scripts/build-docs

## handbook: write docs/house.svg and docs/refigure.1 anew, and the code that documents show
handbook: $(refigure)
	@scripts/without-notices swift build $(flags) --product write-handbook
	@scripts/write-handbook

## install: the command with its completions and manual page (PREFIX=/usr/local, DESTDIR)
install: $(refigure)
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install-command $(refigure)

## uninstall: remove them again
uninstall:
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" scripts/install-command --remove

## format: bring the sources into the house's form
format: toolchain
	@swift format --in-place --parallel --recursive Package.swift Sources Tests Plugins Benchmarks

## clean: remove what was built; data, reports and trained networks stay
clean:
	rm -rf .build .build-fuzz Benchmarks/.build

$(refigure): $(sources) | packages toolchain
	@echo "building (the first time some ten minutes on two cores; later only what changed)"
	@scripts/without-notices swift build $(flags) --product refigure
	@touch $@

packages:
	@scripts/install-packages

toolchain:
	@command -v swift >/dev/null 2>&1 || { echo "refigure: swift is missing; install a Swift 6 toolchain from https://www.swift.org/install" >&2; exit 1; }
