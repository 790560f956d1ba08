# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: 2026 Vointi contributors
#
# What a browser loads besides pages: npm packages and src/web into one style
# sheet, and that with fonts and icon into the library as out/MODE/gen/assets.o.

NPM = node_modules/.installed
CSS_LIMIT = 30720
INTER = node_modules/@fontsource-variable/inter/files
EMBED = $(GEN)/plain/inter-latin.woff2 $(GEN)/plain/inter-latin-ext.woff2 \
        $(GEN)/plain/licences.txt $(wildcard src/web/static/*) $(GEN)/plain/vointi.css

$(OBJ)/libvointi.a: $(OBJ)/gen/assets.o

$(NPM): package-lock.json
	@tools/npm-install build

$(GEN)/plain/%.woff2: $(NPM)
	@mkdir -p $(@D)
	@cp $(INTER)/$*-wght-normal.woff2 $@

# What we give on carries the licences of its makers.
$(GEN)/plain/licences.txt: $(NPM)
	@mkdir -p $(@D)
	@{ echo "Designsystemet"; cat node_modules/@digdir/designsystemet-css/LICENSE; \
	  echo; echo "Inter"; cat $(INTER)/../LICENSE; } >$@

$(GEN)/plain/vointi.css: tools/css $(NPM) $(wildcard src/web/*.css)
	@mkdir -p $(@D)
	@tools/css >$@
	@n=$$(gzip -9 <$@ | wc -c) && echo "  vointi.css: $$n bytes with gzip, at most $(CSS_LIMIT)" && \
	test $$n -le $(CSS_LIMIT)

$(GEN)/assets.c: tools/embed $(EMBED)
	@echo '  embed $(words $(EMBED)) assets'
	@tools/embed $(GEN)/assets $(EMBED) >$@

.PHONY: theme
theme: ## remakes src/web/theme.css from theme/designsystemet.config.json
	tools/npm-install test
	tools/theme
