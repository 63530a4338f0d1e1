# newswired: `make help` says what there is. One file, no recursion.

PREFIX     ?= /usr/local
SYSCONFDIR ?= /etc
DESTDIR    ?=
CORPUS     ?=

# Debian 12 packages: what is needed to build, run the demo and all the tests.
PACKAGES := gcc make pkg-config gperf libevent-dev libcurl4-openssl-dev libsqlite3-dev libjansson-dev check \
	libxml2-dev libicu-dev libdeflate-dev libbrotli-dev libzstd-dev libmd-dev libpsl-dev libsystemd-dev \
	libseccomp-dev sqlite3 tzdata ca-certificates
# And what the developer's targets (lint, format, fuzz, SANITIZE=1, valgrind) need besides.
PACKAGES_DEVELOPER := clang clang-format cppcheck libclang-rt-dev valgrind mandoc

LIBRARIES := libevent libevent_pthreads libcurl sqlite3 jansson libxml-2.0 icu-uc icu-i18n libdeflate libbrotlidec libzstd \
	libmd libpsl libseccomp

ifeq ($(SANITIZE),1)
BUILD := build/sanitize
else
BUILD := build
endif
GEN := $(BUILD)/gen

CC       ?= cc
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wformat=2 -Wconversion
OPTIMIZE := -O2 -g
HARDEN   := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE -fstack-clash-protection
LINK     := -pie -Wl,-z,relro,-z,now -pthread
ifeq ($(SANITIZE),1)
OPTIMIZE := -O1 -g -fno-omit-frame-pointer
HARDEN   := -fsanitize=address,undefined -fno-sanitize-recover=undefined
LINK     := -fsanitize=address,undefined -pthread
endif

# Asked for once there is something to compile: `make deps` and `make help` run without them.
LIBRARY_CFLAGS = $(eval LIBRARY_CFLAGS := $$(shell pkg-config --cflags $(LIBRARIES)))$(LIBRARY_CFLAGS)
LIBRARY_LIBS   = $(eval LIBRARY_LIBS := $$(shell pkg-config --libs $(LIBRARIES)))$(LIBRARY_LIBS)
SYSTEMD        = $(eval SYSTEMD := $$(shell pkg-config --exists libsystemd && echo 1))$(SYSTEMD)
COMMON_CFLAGS  = -std=c17 -D_GNU_SOURCE $(if $(SYSTEMD),-DHAVE_SYSTEMD) -pthread -Idaemon -I$(GEN) $(OPTIMIZE) $(HARDEN) $(LIBRARY_CFLAGS) -MMD -MP

MAINS     := daemon/newswired.c daemon/newswire.c
SOURCES   := $(filter-out $(MAINS),$(wildcard daemon/*.c daemon/*/*.c))
WORDS     := $(wildcard daemon/*/words/*.txt)
WORD_NAME  = $(notdir $(basename $1))
WORD_H    := $(foreach w,$(WORDS),$(GEN)/words/$(call WORD_NAME,$w).h)
WORD_C    := $(foreach w,$(WORDS),$(GEN)/words/$(call WORD_NAME,$w).c)
MIGRATIONS := $(sort $(wildcard schema/[0-9]*.sql))
GENERATED := $(WORD_C)
OBJECTS   := $(SOURCES:%.c=$(BUILD)/%.o) $(GENERATED:.c=.o)
LIBRARY   := $(BUILD)/libnewswired.a
SUITE_SOURCES := $(filter-out tests/main.c,$(wildcard tests/*.c))
SUITE_NAMES   := $(notdir $(basename $(SUITE_SOURCES)))
PROGRAMS  := $(BUILD)/newswired $(BUILD)/newswire

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all deps check clean help format lint
all: $(patsubst $(BUILD)/%,$(BUILD)/%,$(foreach p,$(PROGRAMS),$(if $(wildcard $(p:$(BUILD)/%=daemon/%.c)),$p))) ## build newswired and newswire

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/newswired $(BUILD)/newswire: $(BUILD)/%: $(BUILD)/daemon/%.o $(LIBRARY)
	@echo "  link $@"
	@$(CC) $(LINK) -o $@ $^ $(LIBRARY_LIBS) $(if $(SYSTEMD),-lsystemd)

$(BUILD)/%.o: %.c | $(WORD_H)
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(COMMON_CFLAGS) $(WARNINGS) $(CFLAGS) -c -o $@ $<

$(GEN)/%.o: $(GEN)/%.c | $(WORD_H)
	@$(CC) $(COMMON_CFLAGS) -w -c -o $@ $<

# Word lists to perfect hashes; see daemon/base/words.h.
define word_rule
$(GEN)/words/$(call WORD_NAME,$1).h: $1 daemon/base/words.awk
	@mkdir -p $$(@D)
	@LC_ALL=C awk -v want=header -v name=$(subst -,_,$(call WORD_NAME,$1)) -f daemon/base/words.awk $1 > $$@
$(GEN)/words/$(call WORD_NAME,$1).c: $1 daemon/base/words.awk
	@mkdir -p $$(@D)
	@echo "  gperf $1"
	@LC_ALL=C awk -v want=gperf -v file=$(call WORD_NAME,$1) -v name=$(subst -,_,$(call WORD_NAME,$1)) -f daemon/base/words.awk $1 > $$(@:.c=.gperf)
	@gperf $$(@:.c=.gperf) > $$@
endef
$(foreach w,$(WORDS),$(eval $(call word_rule,$w)))

# The suites: each tests/NAME.c has `Suite *NAME_suite(void)`; the table of them is made from the names of the files.
$(GEN)/suites.h: $(SUITE_SOURCES)
	@mkdir -p $(@D)
	@{ for s in $(SUITE_NAMES); do echo "Suite *$${s}_suite(void);"; done; \
	   echo 'static const struct { const char *name; Suite *(*make)(void); } suites[] = {'; \
	   for s in $(SUITE_NAMES); do echo "	{ \"$$s\", $${s}_suite },"; done; echo '};'; } > $@

$(BUILD)/tests/main.o: $(GEN)/suites.h
$(BUILD)/suites: $(BUILD)/tests/main.o $(SUITE_SOURCES:%.c=$(BUILD)/%.o) $(LIBRARY)
	@echo "  link $@"
	@$(CC) $(LINK) -o $@ $^ $$(pkg-config --libs check) $(LIBRARY_LIBS) $(if $(SYSTEMD),-lsystemd)

check: all $(BUILD)/suites ## all tests
	@NEWSWIRED_BUILD=$(BUILD) $(BUILD)/suites $(SUITES)

clean: ## remove what was built
	rm -rf build

format: ## put the sources into the house's layout
	clang-format -i $$(git ls-files 'daemon/*.[ch]' 'tests/*.[ch]')

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

-include $(OBJECTS:.o=.d) $(SUITE_SOURCES:%.c=$(BUILD)/%.d) $(MAINS:%.c=$(BUILD)/%.d) $(BUILD)/tests/main.d
