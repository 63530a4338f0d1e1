# newswired: `make help` says what there is. One file, no recursion.

PREFIX     ?= /usr/local
SYSCONFDIR ?= /etc
DESTDIR    ?=
CORPUS     ?=

# Debian 12 packages: what is needed to build, run the demo and all the tests.
PACKAGES := gcc libc6-dev make pkg-config gperf libevent-dev libcurl4-openssl-dev libsqlite3-dev \
	libjansson-dev check libxml2-dev libicu-dev libdeflate-dev libbrotli-dev libzstd-dev \
	libmd-dev libpsl-dev libsystemd-dev libseccomp-dev sqlite3 tzdata ca-certificates
# And what the developer's targets (lint, format, fuzz, SANITIZE=1, valgrind) need besides.
PACKAGES_DEVELOPER := clang clang-format cppcheck libclang-rt-dev valgrind mandoc

LIBRARIES := libevent libevent_pthreads libcurl sqlite3 jansson libxml-2.0 icu-uc icu-i18n \
	libdeflate libbrotlidec libzstd libmd libpsl libseccomp

ifeq ($(SANITIZE),1)
BUILD := build/sanitize
else
BUILD := build
endif
GEN := $(BUILD)/gen

CC       ?= cc
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wformat=2 -Wconversion
# Across files: small functions of base/ and html/ are called for each node. That is done once, for
# the library, and every program links the result. For a compiler other than gcc:
# make OPTIMIZE='-O2 -g'.
OPTIMIZE := -O3 -g -flto=auto
HARDEN   := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE -fstack-clash-protection
LINK     := -g -pie -Wl,-z,relro,-z,now -pthread
ifeq ($(SANITIZE),1)
OPTIMIZE := -O1 -g -fno-omit-frame-pointer
HARDEN   := -fsanitize=address,undefined -fno-sanitize-recover=undefined
LINK     := -fsanitize=address,undefined -pthread
endif

# Asked for once there is something to compile: `make deps` and `make help` run without them.
SYSTEMD = $(eval SYSTEMD := $$(shell pkg-config --exists libsystemd && echo 1))$(SYSTEMD)
INCLUDE = $(eval INCLUDE := $$(shell pkg-config --cflags $(LIBRARIES)))$(INCLUDE)
LINKED  = $(LIBRARIES) $(if $(SYSTEMD),libsystemd)
LIBS    = $(eval LIBS := $$(shell pkg-config --libs $(LINKED)))$(LIBS)

COMMON_CFLAGS = -std=c17 -D_GNU_SOURCE $(if $(SYSTEMD),-DHAVE_SYSTEMD) -pthread -MMD -MP \
	-Idaemon -I$(GEN) $(INCLUDE)

MAINS     := daemon/newswired.c daemon/newswire.c
SOURCES   := $(filter-out $(MAINS),$(wildcard daemon/*.c daemon/*/*.c))
WORDS     := $(wildcard daemon/*/words/*.txt)
WORD_NAME  = $(notdir $(basename $1))
WORD_H    := $(foreach w,$(WORDS),$(GEN)/words/$(call WORD_NAME,$w).h)
WORD_C    := $(foreach w,$(WORDS),$(GEN)/words/$(call WORD_NAME,$w).c)
MIGRATIONS := $(sort $(wildcard schema/[0-9]*.sql))
GENERATED := $(WORD_C) $(GEN)/migrations.c $(GEN)/references.c
OBJECTS   := $(SOURCES:%.c=$(BUILD)/%.o) $(GENERATED:.c=.o)
LIBRARY   := $(BUILD)/library.o
SUITE_SOURCES := $(filter-out tests/main.c,$(wildcard tests/*.c))
SUITE_NAMES   := $(notdir $(basename $(SUITE_SOURCES)))
PROGRAMS  := $(BUILD)/newswired $(BUILD)/newswire

# Goals that do all their own set-up: objects wait for the packages. Plain `make` installs nothing.
SETUP_GOALS := deps check demo replay bench
SETUP       := $(if $(filter $(SETUP_GOALS),$(MAKECMDGOALS)),build/.packages$(DEVELOPER))

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: demo replay all deps check clean help format lint install uninstall bench fuzz
all: $(PROGRAMS) ## build newswired and newswire

deps: $(SETUP) ## install missing Debian packages (DEVELOPER=1: also those for lint and fuzz)

build/.packages$(DEVELOPER): Makefile
	@mkdir -p $(@D)
	@missing=$$(for p in $(PACKAGES) $(if $(DEVELOPER),$(PACKAGES_DEVELOPER)); do \
		dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || \
			echo $$p; done); \
	if [ -n "$$missing" ]; then \
		if [ $$(id -u) = 0 ]; then as=; \
		elif command -v sudo >/dev/null; then as='sudo'; else \
			echo "Packages are missing. As root, run:"; \
			echo "  apt-get install --no-install-recommends" $$missing; exit 1; fi; \
		echo "Installing packages:" $$missing; \
		$$as apt-get -q update && $$as env DEBIAN_FRONTEND=noninteractive \
			apt-get -q -y --no-install-recommends install $$missing || exit 1; \
	fi
	@touch $@

$(LIBRARY): $(OBJECTS)
	@echo "  link $@"
	@$(CC) $(OPTIMIZE) -r $(if $(findstring -flto,$(OPTIMIZE)),-flinker-output=nolto-rel) -o $@ $^

$(BUILD)/newswired $(BUILD)/newswire: $(BUILD)/%: $(BUILD)/daemon/%.o $(LIBRARY)
	@echo "  link $@"
	@$(CC) $(LINK) -o $@ $^ $(LIBS)

$(MAINS:%.c=$(BUILD)/%.o): COMMON_CFLAGS += -fno-lto

$(BUILD)/%.o: %.c | $(SETUP) $(WORD_H)
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(OPTIMIZE) $(COMMON_CFLAGS) $(HARDEN) $(WARNINGS) $(CFLAGS) -c -o $@ $<

$(GEN)/%.o: $(GEN)/%.c | $(WORD_H)
	@$(CC) $(COMMON_CFLAGS) $(OPTIMIZE) $(HARDEN) -w -c -o $@ $<

# Word lists to perfect hashes; see daemon/base/words.h.
WORDS_AWK = LC_ALL=C awk -v file=$(call WORD_NAME,$1) -v name=$(subst -,_,$(call WORD_NAME,$1)) \
	-f daemon/base/words.awk
define word_rule
$(GEN)/words/$(call WORD_NAME,$1).h: $1 daemon/base/words.awk | $(SETUP)
	@mkdir -p $$(@D)
	@$(WORDS_AWK) -v want=header $1 > $$@
$(GEN)/words/$(call WORD_NAME,$1).c: $1 daemon/base/words.awk | $(SETUP)
	@mkdir -p $$(@D)
	@echo "  gperf $1"
	@$(WORDS_AWK) -v want=gperf $1 > $$(@:.c=.gperf)
	@gperf $$(@:.c=.gperf) > $$@
endef
$(foreach w,$(WORDS),$(eval $(call word_rule,$w)))

# The schema, into the binary; see daemon/store/migrations.h.
$(GEN)/migrations.c: $(MIGRATIONS) daemon/store/migrations.awk
	@mkdir -p $(@D)
	@LC_ALL=C awk -f daemon/store/migrations.awk $(MIGRATIONS) > $@

# Named character references to a perfect hash; see daemon/html/references.txt. -D: a dense table,
# a third as large.
$(GEN)/references.c: daemon/html/references.txt daemon/html/references.awk
	@mkdir -p $(@D)
	@echo "  gperf $<"
	@LC_ALL=C awk -f daemon/html/references.awk $< > $(@:.c=.gperf)
	@gperf -D $(@:.c=.gperf) > $@

# The suites: each tests/NAME.c has `Suite *NAME_suite(void)`; the table of them is made from the
# names of the files.
$(GEN)/suites.h: $(SUITE_SOURCES)
	@mkdir -p $(@D)
	@{ for s in $(SUITE_NAMES); do echo "Suite *$${s}_suite(void);"; done; \
	   echo 'static const struct { const char *name; Suite *(*make)(void); } suites[] = {'; \
	   for s in $(SUITE_NAMES); do echo "	{ \"$$s\", $${s}_suite },"; done; \
	   echo '};'; } > $@

# The outlet server: linked into the suites, and a program of its own.
SERVER_SOURCES  := $(filter-out %/main.c %/stage.c,$(wildcard tests/server/*.c))
SERVER_OBJECTS  := $(SERVER_SOURCES:%.c=$(BUILD)/%.o)
FIXTURE_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/fixture/*.c))
SUITE_OBJECTS   := $(BUILD)/tests/main.o $(BUILD)/tests/server/stage.o $(FIXTURE_OBJECTS) \
	$(SUITE_SOURCES:%.c=$(BUILD)/%.o)
$(BUILD)/outlet-server: $(BUILD)/tests/server/main.o $(SERVER_OBJECTS) $(LIBRARY)
	@echo "  link $@"
	@$(CC) $(LINK) -o $@ $^ $(LIBS)

$(BUILD)/tests/%.o: COMMON_CFLAGS += -Itests -fno-lto
$(BUILD)/tests/main.o: $(GEN)/suites.h
$(BUILD)/suites: $(SUITE_OBJECTS) $(SERVER_OBJECTS) $(LIBRARY)
	@echo "  link $@"
	@$(CC) $(LINK) -o $@ $^ $$(pkg-config --libs check) $(LIBS)

check: all $(BUILD)/suites $(BUILD)/outlet-server ## all tests
	@NEWSWIRED_BUILD=$(BUILD) $(BUILD)/suites $(SUITES)

demo: all $(BUILD)/outlet-server ## read the bundled outlets, offline, into build/demo/wire.db
	@tests/demo/run

replay: all $(BUILD)/outlet-server ## read CORPUS=DIR (with articles.jsonl) through real sockets
	@tests/replay/run $(CORPUS)

# Measuring, on pages that are no part of the project: make bench CORPUS=DIR
BENCH_SOURCES := $(wildcard tests/bench/*.c)
$(BUILD)/bench: $(BENCH_SOURCES:%.c=$(BUILD)/%.o) $(LIBRARY)
	@echo "  link $@"
	@$(CC) $(LINK) -o $@ $^ $(LIBS) -lm

bench: $(BUILD)/bench ## scores of section pages and site memory; CORPUS=DIR: of its pages, and speed
	@$(BUILD)/bench $(CORPUS)

# One libFuzzer target a parser, each for FUZZ_SECONDS, starting from the suites' fixtures.
FUZZ_SECONDS ?= 60
FUZZ_SOURCES := $(wildcard tests/fuzz/*.c)
FUZZERS      := $(notdir $(basename $(FUZZ_SOURCES)))
FUZZ_FLAGS   := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
build/fuzz/%.o: %.c | $(WORD_H)
	@mkdir -p $(@D)
	@clang $(COMMON_CFLAGS) -O1 -g $(FUZZ_FLAGS) -fsanitize=fuzzer-no-link -w -c -o $@ $<
build/fuzz/gen/%.o: $(GEN)/%.c | $(WORD_H)
	@mkdir -p $(@D)
	@clang $(COMMON_CFLAGS) -O1 -g $(FUZZ_FLAGS) -w -c -o $@ $<
build/fuzz/lib.a: $(SOURCES:%.c=build/fuzz/%.o) $(GENERATED:$(GEN)/%.c=build/fuzz/gen/%.o)
	@rm -f $@
	@ar rcs $@ $^
$(FUZZERS:%=build/fuzz/%): build/fuzz/%: build/fuzz/tests/fuzz/%.o build/fuzz/lib.a
	@echo "  link $@"
	@clang $(FUZZ_FLAGS) -fsanitize=fuzzer -pthread -o $@ $^ $(LIBS)

fuzz: $(FUZZERS:%=build/fuzz/%) ## each parser for FUZZ_SECONDS=60; FUZZERS="html ..." picks some
	@seeds() { case $$1 in \
		feed) echo tests/sitemap;; \
		inflate) echo tests/sitemap tests/extract;; \
		extract|outline) echo tests/pages;; \
		section) echo tests/sections;; \
	esac; }; \
	for f in $(FUZZERS); do \
		mkdir -p build/fuzz/corpus/$$f; \
		echo "fuzz $$f for $(FUZZ_SECONDS) s"; \
		build/fuzz/$$f -max_total_time=$(FUZZ_SECONDS) -timeout=5 -max_len=65536 \
			-print_final_stats=1 -artifact_prefix=build/fuzz/ \
			build/fuzz/corpus/$$f $$(ls -d tests/$$f $$(seeds $$f) 2>/dev/null) \
			> build/fuzz/$$f.log 2>&1 || { tail -40 build/fuzz/$$f.log; exit 1; }; \
		grep -E 'number_of_executed_units|peak_rss' build/fuzz/$$f.log; \
	done

# What is there already under SYSCONFDIR is the operator's, and never overwritten. The files as
# shipped are in share/newswired.
CONFDIR  = $(DESTDIR)$(SYSCONFDIR)/newswired
SHAREDIR = $(DESTDIR)$(PREFIX)/share
LIBDIR   = $(DESTDIR)$(PREFIX)/lib
MANUAL   = $(wildcard man/*.[0-9])
install: all ## into PREFIX, SYSCONFDIR, DESTDIR; a configuration that is there stays
	install -D -m 0755 $(BUILD)/newswired $(DESTDIR)$(PREFIX)/sbin/newswired
	install -D -m 0755 $(BUILD)/newswire $(DESTDIR)$(PREFIX)/bin/newswire
	for page in $(MANUAL); do \
		install -D -m 0644 $$page $(SHAREDIR)/man/man$${page##*.}/$${page##*/} || exit 1; \
	done
	install -d $(SHAREDIR)/newswired/outlets.d $(LIBDIR)/systemd/system
	install -m 0644 conf/newswired.json $(SHAREDIR)/newswired/
	install -m 0644 conf/outlets.d/*.json $(SHAREDIR)/newswired/outlets.d/
	sed -e 's|/usr/sbin/|$(PREFIX)/sbin/|' -e 's|/etc/newswired/|$(SYSCONFDIR)/newswired/|' \
		systemd/newswired.service > $(LIBDIR)/systemd/system/newswired.service
	chmod 0644 $(LIBDIR)/systemd/system/newswired.service
	install -D -m 0644 systemd/newswired.sysusers $(LIBDIR)/sysusers.d/newswired.conf
	test -e $(DESTDIR)$(SYSCONFDIR)/logrotate.d/newswired || \
		install -D -m 0644 systemd/newswired.logrotate \
			$(DESTDIR)$(SYSCONFDIR)/logrotate.d/newswired
	install -d $(CONFDIR)
	test -e $(CONFDIR)/newswired.json || install -m 0644 conf/newswired.json $(CONFDIR)/
	test -e $(CONFDIR)/outlets.d || { install -d $(CONFDIR)/outlets.d && \
		install -m 0644 conf/outlets.d/*.json $(CONFDIR)/outlets.d/; }

uninstall: ## take away what install put there, but for the configuration and the store
	rm -f $(DESTDIR)$(PREFIX)/sbin/newswired $(DESTDIR)$(PREFIX)/bin/newswire
	for page in $(MANUAL); do rm -f $(SHAREDIR)/man/man$${page##*.}/$${page##*/}; done
	rm -rf $(SHAREDIR)/newswired
	rm -f $(LIBDIR)/systemd/system/newswired.service $(LIBDIR)/sysusers.d/newswired.conf

# cppcheck 2.10 quarrels with sound code: it takes a length of 0 bytes, or an array a loop fills,
# for uninitialized memory, wants a char of memchr to be positive, and cannot read some compound
# literals. Of the system's headers it needs the macros of queue(7) alone.
CPPCHECK = cppcheck --std=c11 --enable=warning,performance,portability --inline-suppr --quiet \
	--error-exitcode=1 -j2 --suppress=uninitvar --suppress=invalidFunctionArg \
	--suppress=internalAstError --suppress='*:/usr/include/*' \
	--include=/usr/include/$(shell $(CC) -print-multiarch)/sys/queue.h -Idaemon -I$(GEN)
LINTED = $$(git ls-files 'daemon/*.[ch]' 'tests/*.[ch]')
FOLDERS := .ci|conf|daemon|man|schema|systemd|tests
FILES   := .clang-format|.gitignore|Makefile|README.md
lint: all ## layout, cppcheck, includes that run upwards, stray files, the manual, the unit
	! git ls-files | grep -vE '^($(FOLDERS))/|^($(FILES))$$'
	clang-format --dry-run -Werror $(LINTED)
	$(CPPCHECK) daemon
	git ls-files 'daemon/*.[ch]' | xargs awk -f tests/lint-floors.awk
	$(if $(MANUAL),mandoc -Tlint -W warning $(MANUAL))
	if command -v systemd-analyze > /dev/null; then \
		systemd-analyze security --offline=true --threshold=15 ./systemd/newswired.service \
			> $(BUILD)/unit || { cat $(BUILD)/unit; exit 1; }; fi

clean: ## remove what was built
	rm -rf build

format: ## put the sources into the house's layout
	clang-format -i $(LINTED)

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

-include $(patsubst %.o,%.d,$(OBJECTS) $(SUITE_OBJECTS) $(SERVER_OBJECTS))
-include $(patsubst %.c,$(BUILD)/%.d,$(MAINS) $(BENCH_SOURCES) tests/server/main.c)
-include $(FUZZ_SOURCES:%.c=build/fuzz/%.d) $(SOURCES:%.c=build/fuzz/%.d)
