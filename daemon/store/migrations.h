/*
 * migrations.h - the numbered files of schema/, compiled in; the table itself is made by the build.
 */
#ifndef NEWSWIRED_STORE_MIGRATIONS_H
#define NEWSWIRED_STORE_MIGRATIONS_H

#include <stddef.h>

struct migration {
	int version;      /* the number in its name; user_version of a store that has it */
	const char *name; /* "001-wire" */
	const char *sql;
};

extern const struct migration migrations[]; /* in order of version */
extern const size_t migration_count;

#endif
