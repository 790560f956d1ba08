# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: 2026 Vointi contributors
#
# make help lists what can be made. Everything made goes to out/; MODE=asan,
# tsan or fuzz builds the same sources into out/MODE/ with the sanitizer.

MODE ?= release
CC = gcc
SHELL = /bin/sh
OUT = out
OBJ = $(OUT)/$(MODE)
GEN = $(OUT)/gen
.DELETE_ON_ERROR:
.SECONDARY:
.SECONDEXPANSION:

LIBS = libmicrohttpd sqlite3 libpq libxml-2.0 libzip xlsxwriter libvoikko icu-i18n icu-uc \
       jansson libsodium libsystemd liboath libqrencode libcurl cjose
CFLAGS_release = -O2
CFLAGS_asan = -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
CFLAGS_tsan = -O1 -fsanitize=thread
CFLAGS_fuzz = -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
ifeq ($(MODE),fuzz)
CC = clang-14
endif
WARN = -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes -Wvla \
       -Wformat=2 -Wundef -Wno-missing-field-initializers -Werror
CFLAGS = -std=gnu11 -g $(WARN) $(CFLAGS_$(MODE)) -fstack-protector-strong \
         -Isrc -I$(GEN) $(PKG_CFLAGS)
ifeq ($(MODE),release)
CPPFLAGS = -D_FORTIFY_SOURCE=2
endif
PKG_CFLAGS := $(shell pkg-config --cflags $(LIBS) 2>/dev/null)
LDLIBS := $(shell pkg-config --libs $(LIBS) 2>/dev/null) -lcsv -lstemmer -lm -lpthread
LDFLAGS = $(CFLAGS_$(MODE)) -Wl,-z,relro,-z,now

SOURCES := $(filter-out src/main.c,$(wildcard src/*/*.c))
SQL := $(wildcard src/*/*.sql)
VIEW_FILES := $(wildcard src/*/*.html src/*/*.json src/*/*.csv src/*/*.svg src/*/*.atom)
VIEWS := $(sort $(basename $(VIEW_FILES)))
SCHEMA := $(sort $(wildcard schema/*.sql))
GEN_C = $(SQL:src/%=$(GEN)/%.c) $(VIEWS:src/%=$(GEN)/%.view.c) $(GEN)/migrations.c \
        $(GEN)/statements.c $(GEN)/lang.c $(GEN)/demo.c $(GEN)/api.c
GEN_H = $(SQL:src/%=$(GEN)/%.h) $(VIEWS:src/%=$(GEN)/%.view.h)
OBJECTS = $(SOURCES:src/%.c=$(OBJ)/%.o) $(GEN_C:$(GEN)/%.c=$(OBJ)/gen/%.o)

.PHONY: all help texts unit check test asan tsan fuzz clean
VOINTI := $(if $(filter release,$(MODE)),$(OUT)/vointi,$(OBJ)/vointi)
all: $(VOINTI)

help: ## this list
	@sed -n 's/^\([a-z -]*\):.*## /  make \1\t/p' Makefile assets.mk | expand -t 20

# All of the library: two functions of one name, such as parts of two views, must not hide
# each other.
$(VOINTI): $(OBJ)/main.o $(OBJ)/libvointi.a
	@echo '  link $@'
	@$(CC) $(LDFLAGS) $< -Wl,--whole-archive $(OBJ)/libvointi.a -Wl,--no-whole-archive $(LDLIBS) -o $@

$(OBJ)/libvointi.a: $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

include assets.mk

$(OBJ)/%.o: src/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo '  cc $<'
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(OBJ)/gen/%.o: $(GEN)/%.c | $(GEN_H)
	@mkdir -p $(@D)
	@echo '  cc $<'
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

# ---- what is made into C: statements, views, words, migrations ----

$(OUT)/tools/%: tools/%.c $(wildcard tools/*.h)
	@mkdir -p $(@D)
	@echo '  cc $<'
	@gcc -std=gnu11 -g -O1 -Wall -Wextra -Werror $< -lsqlite3 -o $@

$(GEN)/%.sql.c $(GEN)/%.sql.h &: src/%.sql $(SCHEMA) $(OUT)/tools/sqlgen
	@mkdir -p $(@D)
	@$(OUT)/tools/sqlgen schema $< $(GEN)/$*.sql

views_of = $(filter $(addprefix src/$(1),.html .json .csv .svg .atom),$(VIEW_FILES))
$(GEN)/%.view.c $(GEN)/%.view.h &: $$(call views_of,$$*) $(OUT)/tools/viewgen
	@mkdir -p $(@D)
	@$(OUT)/tools/viewgen $(GEN)/$*.view $(filter src/%,$^)

$(GEN)/migrations.c: tools/strings.awk $(SCHEMA)
	@mkdir -p $(@D)
	@awk -f tools/strings.awk $(SCHEMA) > $@

# The list of all statements, for the tests of both engines.
SQL_LISTS = $(subst /,_,$(subst .,_,$(SQL:src/%=%)))
$(GEN)/statements.c: $(SQL) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "db/db.h"'; \
	   for l in $(SQL_LISTS); do echo "extern const struct db_statement *const $$l[];"; done; \
	   echo 'const struct db_statement *const *const db_all_statements[] = {'; \
	   for l in $(SQL_LISTS); do echo "    $$l,"; done; echo '    NULL };'; } > $@

# The demonstration's data, inside the binary.
DEMO = demo/plans.txt demo/region.csv demo/city.csv demo/people.csv demo/year.csv
$(GEN)/demo.c: tools/bundle $(DEMO)
	@mkdir -p $(@D)
	@tools/bundle $(DEMO) > $@

# What is written by hand of the interface for programs, inside the binary.
$(GEN)/api.c: docs/api/components.json Makefile
	@mkdir -p $(@D)
	@printf '%s\n' '#include "app/api.h"' \
	  '__asm__(".pushsection .rodata\n.globl api_components\napi_components: .incbin \"$<\"\n.byte 0\n.popsection");' > $@

# TEXTS=warn builds although texts are missing in lang/ (while a page is being written).
TEXTS ?= stop
POT = $(GEN)/vointi.pot
$(POT): $(SOURCES) $(VIEWS:src/%=$(GEN)/%.view.c) $(wildcard src/main.c)
	@mkdir -p $(@D)
	@xgettext --from-code=UTF-8 --language=C --keyword=tr:2 --keyword=tr_plural:2,3 --keyword=N_ \
	  --sort-by-file --package-name=Vointi --msgid-bugs-address=https://vointi.example/ --copyright-holder=Vointi -o $@ $^
$(GEN)/source.mo: $(POT)
	@msgen --no-wrap $< | sed 's/charset=CHARSET/charset=UTF-8/' | msgfmt -o $@ -
$(GEN)/%.mo: lang/%.po
	@mkdir -p $(@D)
	@msgfmt --check -o $@ $<
$(GEN)/lang.c: $(OUT)/tools/langgen $(GEN)/source.mo $(GEN)/fi.mo $(GEN)/sv.mo $(GEN)/en.mo
	@$< $(if $(filter warn,$(TEXTS)),--warn) $(filter %.mo,$^) > $@

texts: $(POT) ## brings lang/*.po up to date with the code: new texts are left to fill in
	for l in fi sv en; do msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-location \
	  --sort-output --no-wrap lang/$$l.po $(POT) && \
	  msgattrib --no-obsolete --no-wrap --no-location --sort-output lang/$$l.po -o lang/$$l.po; done
	msgen --no-wrap --no-location --sort-output lang/en.po -o lang/en.po
	sed -i '/^"POT-Creation-Date:/d' lang/*.po # it would clash in every merge

# ---- the demonstration ----

PORT ?= 8080
.PHONY: demo
demo: $(VOINTI) ## shows a made-up region in a browser; FILE=plan.docx shows your own plan
ifeq ($(FILE),)
	@rm -f $(OUT)/demo.db*
	@$(VOINTI) demo --db $(OUT)/demo.db
	@for who in "kaisa.koivula@salmimaa.example --role coordinator" \
	    "outi.laine@lehtosalmi.example --role contact --organisation lehtosalmen-kaupunki"; do \
	    $(VOINTI) user add $$who --db $(OUT)/demo.db --address http://127.0.0.1:$(PORT); done
	@echo "Stop it with Ctrl-C."
	@exec $(VOINTI) serve --db $(OUT)/demo.db --listen 127.0.0.1:$(PORT)
else
	@$(VOINTI) import "$$FILE" --db $(OUT)/own.db --default
	@$(VOINTI) set second_factor optional --db $(OUT)/own.db
	@echo "Stop it with Ctrl-C. The database is $(OUT)/own.db."
	@exec $(VOINTI) serve --db $(OUT)/own.db --listen 127.0.0.1:$(PORT)
endif

# ---- tests ----

UNIT = $(patsubst tests/unit/%.c,$(OBJ)/unit/%,$(wildcard tests/unit/*.c))
$(OBJ)/unit/%: tests/unit/%.c $(OBJ)/libvointi.a
	@mkdir -p $(@D)
	@echo '  cc $<'
	@$(CC) $(CPPFLAGS) $(CFLAGS) -Itests -MMD -MP $< $(OBJ)/libvointi.a $(LDFLAGS) $(LDLIBS) -lcmocka -o $@

unit: $(UNIT) ## unit tests of the rules
	@MODE=$(MODE) VOINTI_TEST_PG=none tests/run $(UNIT)

# Small tools of the tests: tests/readers/show.c shows a file as the readers see it.
$(OBJ)/readers/%: tests/readers/%.c $(OBJ)/libvointi.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -Itests -MMD -MP $< $(OBJ)/libvointi.a $(LDFLAGS) $(LDLIBS) -o $@

# Fuzz targets: tests/fuzz/NAME.c with LLVMFuzzerTestOneInput. make check runs each
# over its corpus and what was ever found, without the fuzzer: out/MODE/replay/NAME.
FUZZ_NAMES = $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
REPLAY = $(FUZZ_NAMES:%=$(OBJ)/replay/%)
FUZZ_SECONDS ?= 60
$(OBJ)/fuzz/%: tests/fuzz/%.c $(OBJ)/libvointi.a
	@mkdir -p $(@D)
	@echo '  cc $<'
	@$(CC) $(CFLAGS) -fsanitize=fuzzer -MMD -MP $< $(OBJ)/libvointi.a $(LDFLAGS) $(LDLIBS) -o $@
$(OBJ)/replay/%: tests/fuzz/%.c tests/replay.c $(OBJ)/libvointi.a
	@mkdir -p $(@D)
	@echo '  cc $<'
	@$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP $(filter %.c,$^) $(OBJ)/libvointi.a $(LDFLAGS) $(LDLIBS) -o $@

# Conversations with the program: tests/visits/NAME.visit.
VISITS = $(OBJ)/visits/run
$(VISITS): $(wildcard tests/visits/*.[ch]) $(VOINTI)
	@mkdir -p $(@D)
	@echo '  cc tests/visits'
	@$(CC) $(CPPFLAGS) $(CFLAGS) -Itests $(filter %.c,$^) $(LDFLAGS) $(LDLIBS) -o $@

# Suites that look at the running program from outside: tests/process/NAME.c.
PROCESS_PARTS = tests/process/process.c tests/process/http.c
PROCESS = $(patsubst tests/process/%.c,$(OBJ)/process/%,\
            $(filter-out $(PROCESS_PARTS),$(wildcard tests/process/*.c)))
$(OBJ)/process/%: tests/process/%.c $(PROCESS_PARTS) $(OBJ)/libvointi.a $(VOINTI)
	@mkdir -p $(@D)
	@echo '  cc $<'
	@$(CC) $(CPPFLAGS) -D_GNU_SOURCE $(CFLAGS) -Itests -MMD -MP $(filter %.c %.a,$^) $(LDFLAGS) $(LDLIBS) \
	  -lcmocka -o $@

# Every suite of make check: a program that prints TAP or only succeeds. Suites in
# sh compile with TEST_CC and TEST_LIBS. Add yours as a word; long ones first.
SUITES = tools/arrows tools/checksrc $(PROCESS) $(VISITS) $(sort $(UNIT)) $(wildcard tests/tools/*) \
         tests/nginx tests/systemd tests/golden/run $(REPLAY)
BROWSER = tests/api/run tests/smtp/run tests/oidc/run tests/browser/own tests/browser/site tests/browser/people \
          tests/browser/evidence tests/browser/import tests/browser/edit
export VOINTI
export TEST_CC = $(CC) $(CPPFLAGS) $(CFLAGS)
export TEST_LIBS = $(OBJ)/libvointi.a $(LDFLAGS) $(LDLIBS)

check: all $(UNIT) $(VISITS) $(PROCESS) $(REPLAY) ## everything that takes no browser: both engines, tools, habits
	@MODE=$(MODE) tests/run $(SUITES)

test: all $(UNIT) $(VISITS) $(PROCESS) $(REPLAY) ## everything: check and the browser
	@MODE=$(MODE) tests/run $(SUITES) $(BROWSER)

bless: all ## shows what changed in the golden pages and asks whether to keep it
	@tests/golden/run bless
.PHONY: test asan tsan fuzz bless

asan tsan: ## make check under AddressSanitizer and UBSan, or ThreadSanitizer
	@$(MAKE) --no-print-directory MODE=$@ check

fuzz: ## every fuzz target for FUZZ_SECONDS (60) each
	@$(MAKE) --no-print-directory MODE=fuzz $(FUZZ_NAMES:%=out/fuzz/fuzz/%)
	@tests/fuzz/run $(FUZZ_SECONDS) $(FUZZ_NAMES)

bench: $(VOINTI) ## measures against nginx and pandoc in one run, as a table
	@tests/load/bench
.PHONY: bench

clean: ## remove everything made
	rm -rf $(OUT)

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
