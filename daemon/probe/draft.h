/*
 * draft.h - an outlet's file, written for the operator.
 */
#ifndef NEWSWIRED_PROBE_DRAFT_H
#define NEWSWIRED_PROBE_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/err.h"
#include "config/config.h"

struct draft_source {
	enum config_source_kind kind;
	const char *url;
	int64_t every_s; /* 0: as the configuration has it */
};

struct draft {
	const char *id, *name;
	const char *homepage, *language, *timezone; /* NULL where unknown */
	struct draft_source *sources;
	size_t source_count;
};

/*
 * An id made of a host: "www.gazette.example" gives "gazette", "arabic.gazette.co.example"
 * "gazette-arabic". Letters, digits and hyphens, in the arena; "outlet" where nothing is left.
 */
const char *draft_id(struct arena *arena, const char *host);

/*
 * `id`, or with a number behind it ("gazette-2"), so that `is_taken` says no.
 */
const char *draft_unique_id(struct arena *arena, const char *id,
	bool (*is_taken)(const char *id, void *arg), void *arg);

/* The outlet's object, new reference, its keys in the order people write them. */
json_t *draft_to_json(const struct draft *draft);

/*
 * Writes the file, which must not be there yet. False (ERR_SYSTEM) where it is, or cannot be
 * written; then nothing is left behind.
 */
bool draft_write(const struct draft *draft, const char *path, struct err *err);

#endif
