# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: 2026 Vointi contributors
#
# make help lists what can be made. Everything made goes to out/; MODE=asan,
# tsan or fuzz builds the same sources into out/MODE/ with the sanitizer.

MODE ?= release
CC = gcc
OUT = out
OBJ = $(OUT)/$(MODE)
GEN = $(OUT)/gen
.DELETE_ON_ERROR:
.SECONDEXPANSION:

LIBS = libmicrohttpd sqlite3 libpq libxml-2.0 libzip xlsxwriter libvoikko icu-i18n icu-uc \
       jansson libsodium libsystemd
CFLAGS_release = -O2
CFLAGS_asan = -O1 -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
CFLAGS_tsan = -O1 -fsanitize=thread
CFLAGS_fuzz = -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
ifeq ($(MODE),fuzz)
CC = clang-14
endif
WARN = -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes -Wvla \
       -Wformat=2 -Wundef -Werror
CFLAGS = -std=gnu11 -g $(WARN) $(CFLAGS_$(MODE)) -fstack-protector-strong \
         -Isrc -I$(GEN) $(PKG_CFLAGS)
ifeq ($(MODE),release)
CPPFLAGS = -D_FORTIFY_SOURCE=2
endif
PKG_CFLAGS := $(shell pkg-config --cflags $(LIBS) 2>/dev/null)
LDLIBS := $(shell pkg-config --libs $(LIBS) 2>/dev/null) -lcsv -lstemmer -lm -lpthread
LDFLAGS = $(CFLAGS_$(MODE)) -Wl,-z,relro,-z,now

SOURCES := $(wildcard src/*/*.c)
OBJECTS = $(SOURCES:src/%.c=$(OBJ)/%.o)

.PHONY: all help unit check clean
all: $(OBJ)/libvointi.a

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

$(OBJ)/libvointi.a: $(OBJECTS)
	@rm -f $@
	ar rcs $@ $^

$(OBJ)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

UNIT = $(patsubst tests/unit/%.c,$(OBJ)/unit/%,$(wildcard tests/unit/*.c))
$(OBJ)/unit/%: tests/unit/%.c $(OBJ)/libvointi.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -Itests -MMD -MP $< $(OBJ)/libvointi.a $(LDFLAGS) $(LDLIBS) -lcmocka -o $@

unit: $(UNIT) ## unit tests of the rules
	@for t in $(UNIT); do echo "$$t"; $$t || exit 1; done

# Fuzz targets: tests/fuzz/NAME.c with LLVMFuzzerTestOneInput, run by make fuzz MODE=fuzz.
$(OBJ)/fuzz/%: tests/fuzz/%.c $(OBJ)/libvointi.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -fsanitize=fuzzer -MMD -MP $< $(OBJ)/libvointi.a $(LDFLAGS) $(LDLIBS) -o $@

clean: ## remove everything made
	rm -rf $(OUT)

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
