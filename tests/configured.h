/*
 * configured.h - what the suites of the configuration share: a folder of its files, what is loaded
 * from them, and the mistakes that are found.
 */
#ifndef NEWSWIRED_TESTS_CONFIGURED_H
#define NEWSWIRED_TESTS_CONFIGURED_H

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/config.h"

static struct arena *arena;
static struct config_mistakes mistakes;
static char folder[64];

static inline void
configured_begin(void)
{
	arena = arena_new();
	config_mistakes_init(&mistakes);
	strcpy(folder, "/tmp/newswired-config-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static inline void
configured_end(void)
{
	char command[100];
	config_mistakes_release(&mistakes);
	arena_free(arena);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	ck_assert_int_eq(system(command), 0);
}

/* Writes folder/name; the folders on its way are made. Gives the path. */
static inline const char *
put_file(const char *name, const char *text)
{
	const char *path = arena_printf(arena, "%s/%s", folder, name);
	const char *slash = strchr(name, '/');
	if (slash != NULL)
		mkdir(arena_printf(arena, "%s/%.*s", folder, (int)(slash - name), name), 0777);
	FILE *file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
	return path;
}

/* An outlet with one source, and what else `more` says. */
static inline const char *
outlet_text(const char *id, const char *more)
{
	return arena_printf(arena,
		"{\n\"id\": \"%s\", \"name\": \"The %s\",\n"
		"\"sources\": [{ \"kind\": \"feed\", \"url\": \"https://www.%s.example/feed\" }]%s\n}\n",
		id, id, id, more);
}

static inline const char *
main_file(const char *text)
{
	mkdir(arena_printf(arena, "%s/outlets.d", folder), 0777);
	return put_file("newswired.json", text);
}

static inline struct config *
load(const char *text)
{
	return config_load(main_file(text), &mistakes);
}

/* All mistakes, printed, without the folder. */
static inline const char *
printed(void)
{
	char *text = NULL, *at;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	config_mistakes_print(&mistakes, out);
	fclose(out);
	size_t length = strlen(folder) + 1;
	while ((at = strstr(text, folder)) != NULL)
		memmove(at, at + length, strlen(at + length) + 1);
	const char *copy = arena_strdup(arena, text);
	free(text);
	return copy;
}

/* Loads the folder's main file of that name; it must have no mistakes. */
static inline struct config *
load_named(const char *name)
{
	struct config *config = config_load(arena_printf(arena, "%s/%s", folder, name), &mistakes);
	ck_assert_msg(config != NULL, "%s", printed());
	return config;
}

#endif
