/*
 * keys.h - the keys of a configuration: one row a key parses it, checks it, defaults it and
 * documents it.
 */
#ifndef NEWSWIRED_CONFIG_KEYS_H
#define NEWSWIRED_CONFIG_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buffer.h"
#include "config/value.h"

/* What a key's value is, and the C type of the member it fills. */
enum key_kind {
	KEY_BOOL = 1,     /* bool */
	KEY_INTEGER,      /* int64_t */
	KEY_SECONDS,      /* int64_t, from a duration */
	KEY_MILLISECONDS, /* int64_t, from a duration */
	KEY_SIZE,         /* int64_t, bytes */
	KEY_CHOICE,       /* int: the place in `choices` plus `min` */
	KEY_TEXT,         /* const char *, one line */
	KEY_SLUG,         /* const char * */
	KEY_URL,          /* const char *, absolute and normalized */
	KEY_PATH,      /* const char *, relative to its file; a word in `choices` stays as it is */
	KEY_ZONE,      /* const char * */
	KEY_LANGUAGE,  /* const char * */
	KEY_PROXY,     /* const char * */
	KEY_SELECTOR,  /* const char * */
	KEY_PATTERN,   /* const char * */
	KEY_ADDRESSES, /* const char *, one CIDR */
	KEY_STRINGS,   /* struct config_strings; each is an `item` */
	KEY_HEADERS,   /* struct config_strings, from an object of strings */
	KEY_OBJECT,    /* the struct of `keys`, in place */
	KEY_OBJECTS,   /* a pointer to structs of `keys`, and their number at `count_offset` */
};

struct keys;

struct key {
	const char *name;
	enum key_kind kind;
	size_t offset;    /* of the member in the struct */
	int64_t min, max; /* bounds, in the member's unit; bytes of a string; items of an array */
	const char *fallback; /* as in a file, without quotes; NULL: the member is left as it is */
	bool required;
	bool restart;               /* a change takes effect only at a restart */
	const char *const *choices; /* NULL at the end */
	enum key_kind item;
	const struct keys *keys;
	size_t count_offset;
	const char *doc; /* a sentence or two, no line ends */
};

struct keys {
	const struct key *rows;
	size_t count;
	size_t size; /* of the struct they fill */
};

extern const struct keys main_keys;   /* newswired.json: struct config */
extern const struct keys outlet_keys; /* outlets.d: struct outlet_config */

/* The row of that name, or NULL. */
const struct key *keys_find(const struct keys *keys, const char *name);

/* The name nearest to an unknown one; NULL where none is near. */
const char *keys_nearest(const struct keys *keys, const char *name);

/* What a value of the kind is called in a message: `a duration such as "15m"`. */
const char *key_kind_text(enum key_kind kind);

/* A bound of the key in its unit: "15m", "8M", "200". Gives `out`. */
const char *key_bound_text(const struct key *key, int64_t bound, char out[VALUE_TEXT_BYTES]);

/* All values of a struct filled by `keys`, comparably: two structs that say the same give the same
 * text. */
void keys_write(struct buffer *out, const struct keys *keys, const void *values);

/* One member of it. */
void key_write(struct buffer *out, const struct key *key, const void *values);

/* A paragraph a key for people: name, kind, default, bounds, what it is for. prefix: "fetch." and
 * the like. */
void keys_print(FILE *out, const struct keys *keys, const char *prefix);

#endif
