# dutyd: builds, runs, checks and packages everything. `make help` lists what there is.
#
# One set of rules builds three trees, chosen by VARIANT:
#   release  build/        what is installed
#   clang    build/clang/  objects, where the second compiler's warnings are errors too, and dutysolve
#   asan     build/asan/   address and undefined-behaviour checks, for the tests
#   fuzz     build/fuzz/   the same with libFuzzer's counters
# BUILD= moves all of them elsewhere; PORT= and STATE= are for `make run`; V=1 shows every command.

BUILD   ?= build
VARIANT ?= release
PORT    ?= 8080
STATE   ?= var
JOBS    ?= $(shell nproc)
PREFIX  ?= /usr
VERSION := 0.1.0

MAKEFLAGS += --no-print-directory --no-builtin-rules
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(JOBS)
endif
PY := /usr/bin/python3
Q  := $(if $(V),,@)
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2))
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

# ---- flags -------------------------------------------------------------------------------------

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wformat=2 -Wundef -Wvla -Wimplicit-fallthrough -Wnull-dereference -Werror
HARDEN := -O2 -g -fstack-protector-strong -fstack-clash-protection -fcf-protection \
	-D_FORTIFY_SOURCE=3 -fPIE
SANITIZE := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer -fPIE

CC := gcc
ifeq ($(VARIANT),release)
B       := $(BUILD)
OPT     := $(HARDEN)
LDFLAGS := -pie -Wl,-z,relro,-z,now
else ifeq ($(VARIANT),clang)
B       := $(BUILD)/clang
CC      := clang
OPT     := $(HARDEN)
else ifeq ($(VARIANT),asan)
B       := $(BUILD)/asan
OPT     := $(SANITIZE)
# libasan has a crypt_r of its own that calls the real one, so as-needed would drop libcrypt.
LDFLAGS := -pie -fsanitize=address,undefined -lcrypt
else ifeq ($(VARIANT),fuzz)
B       := $(BUILD)/fuzz
CC      := clang
OPT     := $(SANITIZE) -fsanitize=fuzzer-no-link
LDFLAGS := -pie -fsanitize=address,undefined,fuzzer
# A comparison of two costs leads the fuzzer nowhere, and traced the planes take a hundred times as long.
$(B)/obj/daemon/roster/plan.o: CFLAGS += -fno-sanitize-coverage=trace-cmp
endif

GEN := $(BUILD)/gen
# Foreign headers are system headers: our warnings are not for them.
FOREIGN := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags libpq libxml-2.0 2>/dev/null))
CFLAGS  := -std=c11 -D_GNU_SOURCE $(WARN) $(OPT) -Idaemon -I$(GEN) $(FOREIGN) -pthread \
	-DDUTYD_VERSION='"$(VERSION)"' $(EXTRA_CFLAGS)

LIBS_DUTYD := -levent_core -levent_extra -lpq -lcurl -ljansson -lqrencode -lcrypt -lcrypto -lz
LIBS_PARSE := -lzip -lxml2 -lical -licui18n -licuuc -lseccomp -ljansson -lz
LIBS_ROSTER := -ljansson -lm

# ---- sources -----------------------------------------------------------------------------------

ROSTER_SRC := $(filter-out %/dutysolve.c,$(wildcard daemon/roster/*.c))
PARSE_SRC  := $(wildcard daemon/intake/parse_*.c)
CTL_SRC    := $(wildcard daemon/ctl/*.c)
MAIN_SRC   := daemon/main.c daemon/roster/dutysolve.c daemon/intake/dutyparse.c
DUTYD_SRC  := $(filter-out $(ROSTER_SRC) $(PARSE_SRC) $(CTL_SRC) $(MAIN_SRC), \
	$(wildcard daemon/*.c daemon/*/*.c))

# Generated: sentences, files carried inside the programs, and the named queries.
# A folder is named with its files, so that removing one also rebuilds.
tree = $(strip $(foreach d,$(1),$(if $(wildcard $(d)/*),$(d) $(wildcard $(d)/* $(d)/*/*))))
PO      := $(wildcard daemon/i18n/vi.po daemon/i18n/km.po daemon/i18n/en.po)
PAGES   := $(call tree,daemon/web/pages)
ASSETS  := $(call tree,daemon/web/assets)
SQL     := $(call tree,sql/migrations sql/functions sql/policies sql/seed)
CODES   := $(call tree,config/codes)
QUERIES := $(sort $(wildcard sql/queries/*.sql))
GEN_SRC := $(if $(PO),$(GEN)/i18n_table.c) $(if $(PAGES),$(GEN)/web_pages.c) \
	$(if $(ASSETS),$(GEN)/web_assets.c) $(if $(SQL),$(GEN)/sql_files.c) \
	$(if $(CODES),$(GEN)/config_files.c) $(if $(QUERIES),$(GEN)/db_query.c)
GEN_HDR := $(if $(QUERIES),$(GEN)/db_query.h)

obj = $(patsubst %.c,$(B)/obj/%.o,$(1))
DUTYD_OBJ  := $(call obj,$(DUTYD_SRC)) $(patsubst $(GEN)/%.c,$(B)/obj/gen/%.o,$(GEN_SRC))
ROSTER_OBJ := $(call obj,$(ROSTER_SRC))
PARSE_OBJ  := $(call obj,$(PARSE_SRC))
CTL_OBJ    := $(call obj,$(CTL_SRC))
MAIN_OBJ   := $(call obj,$(wildcard $(MAIN_SRC)))
CORE_OBJ   := $(filter $(B)/obj/daemon/core/%,$(DUTYD_OBJ))
OBJECTS    := $(DUTYD_OBJ) $(ROSTER_OBJ) $(PARSE_OBJ) $(CTL_OBJ) $(MAIN_OBJ)

PROGRAMS := $(if $(wildcard daemon/main.c),$(B)/dutyd) $(if $(CTL_SRC),$(B)/dutyctl) \
	$(if $(wildcard daemon/roster/dutysolve.c),$(B)/dutysolve) \
	$(if $(wildcard daemon/intake/dutyparse.c),$(B)/dutyparse)

UNIT_SRC  := $(wildcard tests/unit/test_*.c)
UNIT_HELP := $(call obj,$(filter-out $(UNIT_SRC),$(wildcard tests/unit/*.c)))
UNIT      := $(patsubst tests/unit/%.c,$(B)/unit/%,$(UNIT_SRC))
FUZZ      := $(patsubst tests/fuzz/%.c,$(B)/%,$(wildcard tests/fuzz/fuzz_*.c))

# ---- what people call --------------------------------------------------------------------------

.PHONY: help all programs objects unit fuzzers run check bench fuzz install deb format schema \
	deps-run deps-check deps-bench clean distclean

all: programs ## build build/dutyd, dutyctl, dutysolve and dutyparse (the default)

programs: $(PROGRAMS)
objects: $(OBJECTS)
unit: $(UNIT)
fuzzers: $(FUZZ)

help: ## list what make can do
	@sed -n 's/^\([a-z][a-z-]*\):[^#]*## \(.*\)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) \
	  | expand -t 16

run: ## install what is missing, build, start everything: web on PORT= (8080), data in STATE= (var)
	@$(MAKE) deps-run
	@$(MAKE) all
	@exec $(BUILD)/dutyctl run --port $(PORT) --state $(STATE)

check: ## every test there is; the last line is "N passed, N failed"
	@$(MAKE) deps-check
	@$(MAKE) all
	@$(MAKE) VARIANT=clang objects $(BUILD)/clang/dutysolve
	@$(MAKE) VARIANT=asan programs unit
	@BUILD=$(BUILD) $(PY) tests/check

bench: ## every figure: "bench NAME VALUE UNIT ...", one bench after the other
	@set -e; for name in roster feed notice intake edits years; do $(MAKE) bench-$$name; done

bench-%: deps-bench ## one of them: bench-roster, -feed, -notice, -intake, -edits, -years
	@$(MAKE) all
	@BUILD=$(BUILD) $(PY) tests/bench/bench_$*.py

FUZZ_SECONDS ?= 60
# Kept are the fewest files that reach what the corpus does not; how often they do is no reason.
fuzz: ## fuzz every foreign input for FUZZ_SECONDS= (60) each; what is new stays in tests/fuzz/corpus
	@$(MAKE) deps-check
	@$(MAKE) VARIANT=fuzz fuzzers
	@set -e; for f in $(FUZZ:$(B)/%=$(BUILD)/fuzz/%); do name=$${f##*/fuzz_}; \
	  found=$(BUILD)/fuzz/corpus/$$name kept=tests/fuzz/corpus/$$name words=; \
	  mkdir -p $$found $$kept; \
	  [ ! -f tests/fuzz/$$name.dict ] || words=-dict=tests/fuzz/$$name.dict; \
	  echo "fuzz: $$name, $(FUZZ_SECONDS) s"; \
	  $$f -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
	    $$words -artifact_prefix=$(BUILD)/fuzz/crash-$$name- $$found $$kept; \
	  $$f -set_cover_merge=1 -use_counters=0 -timeout=10 $$kept $$found 2>/dev/null; done

format: ## lay out all C by .clang-format
	clang-format -i $$(find daemon tests -name '*.[ch]')

schema: all ## write sql/schema.sql anew from the migrations
	@rm -rf $(BUILD)/schema
	$(BUILD)/dutyctl --set state.dir=$(abspath $(BUILD))/schema migrate
	$(BUILD)/dutyctl --set state.dir=$(abspath $(BUILD))/schema schema > $(BUILD)/schema.sql
	mv $(BUILD)/schema.sql sql/schema.sql

deps-run: ## install the packages `make run` needs (apt-get; sudo when not root)
	@.ci/deps run

deps-check: ## install the packages `make check` needs
	@.ci/deps run check

deps-bench:
	@.ci/deps run bench

clean: ## remove what was built
	rm -rf $(BUILD)

distclean: clean ## remove also the node modules; the data in STATE= stays
	rm -rf tests/browser/node_modules

# ---- installing --------------------------------------------------------------------------------

install: all ## put the files a system needs under DESTDIR=
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/dutyd $(DESTDIR)/etc/dutyd/gateways \
	  $(DESTDIR)/lib/systemd/system $(DESTDIR)$(PREFIX)/lib/sysusers.d \
	  $(DESTDIR)$(PREFIX)/lib/tmpfiles.d $(DESTDIR)$(PREFIX)/share/doc/dutyd
	install -m 755 $(BUILD)/dutyd $(BUILD)/dutyctl $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BUILD)/dutysolve $(BUILD)/dutyparse $(DESTDIR)$(PREFIX)/lib/dutyd
	sed -e 's|^dir *=.*|dir = /var/lib/dutyd|' \
	  -e 's|^gateways_dir *=.*|gateways_dir = /etc/dutyd/gateways|' config/dutyd.ini \
	  > $(DESTDIR)/etc/dutyd/dutyd.ini
	for f in config/gateways/*.ini; do [ ! -f "$$f" ] || \
	  install -m 644 "$$f" $(DESTDIR)/etc/dutyd/gateways; done
	install -m 644 systemd/dutyd.service $(DESTDIR)/lib/systemd/system
	install -m 644 systemd/dutyd.sysusers $(DESTDIR)$(PREFIX)/lib/sysusers.d/dutyd.conf
	install -m 644 systemd/dutyd.tmpfiles $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/dutyd.conf
	for f in README.md docs/*.md; do [ ! -f "$$f" ] || \
	  install -m 644 "$$f" $(DESTDIR)$(PREFIX)/share/doc/dutyd; done

deb: all ## build/dutyd_VERSION_ARCH.deb
	+@BUILD=$(BUILD) systemd/build-deb $(VERSION)

# ---- rules -------------------------------------------------------------------------------------

$(B)/obj/gen/%.o: $(GEN)/%.c Makefile | $(GEN_HDR)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(CFLAGS) -Wno-overlength-strings -MMD -MP -c $< -o $@

# The roster's hottest loops: every pass over planes as wide as the machine allows.
$(B)/obj/daemon/roster/plan.o: CFLAGS += -O3
$(B)/obj/%.o: %.c Makefile | $(GEN_HDR)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(Q)$(CC) $(CFLAGS) -MMD -MP -c $< -o $@

$(B)/libdutyd.a: $(DUTYD_OBJ)
$(B)/libroster.a: $(ROSTER_OBJ)
$(B)/libparse.a: $(PARSE_OBJ)
$(B)/libctl.a: $(CTL_OBJ)
$(B)/libcore.a: $(CORE_OBJ)
$(B)/lib%.a:
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^

define link
$(call say,LINK,$@)
$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $^ -Wl,--as-needed $(1) -o $@
endef

$(B)/dutyd: $(B)/obj/daemon/main.o $(B)/libdutyd.a
	$(call link,$(LIBS_DUTYD))
$(B)/dutyctl: $(B)/libctl.a $(B)/libdutyd.a
	$(call link,$(LIBS_DUTYD))
ifeq ($(VARIANT),asan)
# The children run under limits the sanitizers cannot live with (address space, system calls): the
# daemon here starts the release ones, and their code meets the sanitizers in the unit tests.
$(B)/dutysolve $(B)/dutyparse: Makefile
	$(Q)mkdir -p $(@D) && ln -sf ../$(@F) $@
else
$(B)/dutysolve: $(B)/obj/daemon/roster/dutysolve.o $(B)/libroster.a $(B)/libcore.a
	$(call link,$(LIBS_ROSTER) $(LIBS_DUTYD))
$(B)/dutyparse: $(B)/obj/daemon/intake/dutyparse.o $(B)/libparse.a $(B)/libcore.a
	$(call link,$(LIBS_PARSE) $(LIBS_DUTYD))
endif

TEST_LIBS := $(B)/libparse.a $(B)/libroster.a $(B)/libdutyd.a
$(B)/unit/%: $(B)/obj/tests/unit/%.o $(UNIT_HELP) $(TEST_LIBS)
	@mkdir -p $(@D)
	$(call link,-lcmocka $(LIBS_PARSE) $(LIBS_ROSTER) $(LIBS_DUTYD))
$(B)/fuzz_%: $(B)/obj/tests/fuzz/fuzz_%.o $(TEST_LIBS)
	$(call link,$(LIBS_PARSE) $(LIBS_ROSTER) $(LIBS_DUTYD))

EMBED := daemon/template/embed.py
$(GEN)/i18n_table.c: daemon/i18n/po2c.py $(PO)
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)$(PY) $< $@ $(PO)
$(GEN)/web_pages.c: $(EMBED) $(PAGES)
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)$(PY) $< $@ web_pages daemon/web/pages
$(GEN)/web_assets.c: $(EMBED) $(ASSETS)
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)$(PY) $< $@ web_assets daemon/web/assets
$(GEN)/sql_files.c: $(EMBED) $(SQL)
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)$(PY) $< $@ sql_files $(wildcard sql/migrations sql/functions sql/policies sql/seed)
$(GEN)/config_files.c: $(EMBED) $(CODES)
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)$(PY) $< $@ config_files config/codes
$(GEN)/db_query.c $(GEN)/db_query.h &: daemon/db/query2c.py $(QUERIES)
	@mkdir -p $(@D)
	$(call say,GEN,$@)
	$(Q)$(PY) $< $(GEN) $(QUERIES)

-include $(OBJECTS:.o=.d) $(patsubst %.c,$(B)/obj/%.d,$(UNIT_SRC))
.SECONDARY:
