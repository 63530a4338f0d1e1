/* The manual tells what there is: all keys, with defaults and bounds; all tables and views; all
 * events of the log. */
#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "config/keys.h"

#define COUNT(a)          (sizeof(a) / sizeof((a)[0]))

#define PAGE_MAX_BYTES    ((size_t)1 << 20)
#define SOURCES_MAX_BYTES ((size_t)64 << 20)

static struct buffer page;

static void
read_file(const char *path, struct buffer *out)
{
	char bytes[4096];
	size_t n;
	FILE *file = fopen(path, "r");
	ck_assert_msg(file != NULL, "no %s", path);
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0)
		ck_assert(buffer_add(out, bytes, n));
	fclose(file);
}

static void
read_page(void)
{
	buffer_init(&page, PAGE_MAX_BYTES);
	read_file("man/newswired.json.5", &page);
}

static void
release_page(void)
{
	buffer_release(&page);
}

/* What stands between `start` and the next `end` after it, with line ends as blanks; the caller's
 * to free. NULL where it is not there. */
static char *
between(const char *text, const char *start, const char *end)
{
	const char *from = strstr(text, start);
	if (from == NULL)
		return NULL;
	const char *to = strstr(from + strlen(start), end);
	size_t length = to != NULL ? (size_t)(to - from) : strlen(from);
	char *copy = strndup(from, length);
	for (char *p = copy; *p != '\0'; p++)
		if (*p == '\n')
			*p = ' ';
	return copy;
}

/* Each table, and the line in the page under which it is described. */
static const struct {
	const struct keys *keys;
	const char *path, *heading;
} tables[] = {
	{ &main_keys, NULL, ".Sh NEWSWIRED.JSON\n" },
	{ &main_keys, "store", ".Ss The section store\n" },
	{ &main_keys, "log", ".Ss The section log\n" },
	{ &main_keys, "fetch", ".Ss The section fetch\n" },
	{ &main_keys, "poll", ".Ss The section poll\n" },
	{ &main_keys, "extract", ".Ss The section extract\n" },
	{ &outlet_keys, NULL, ".Sh OUTLETS\n" },
	{ &outlet_keys, "sources", ".Ss Each of sources\n" },
	{ &outlet_keys, "rules", ".Ss The object rules\n" },
};

static void
expect(const char *paragraph, const char *key, const char *what)
{
	ck_assert_msg(
		strstr(paragraph, what) != NULL, "%s: \"%s\" is not in: %s", key, what, paragraph);
}

static void
check_key(const struct key *key, const char *paragraph)
{
	char low[VALUE_TEXT_BYTES], high[VALUE_TEXT_BYTES], text[200];
	bool number = key->kind == KEY_INTEGER || key->kind == KEY_SECONDS ||
		      key->kind == KEY_MILLISECONDS || key->kind == KEY_SIZE;
	expect(paragraph, key->name, key->doc);
	if (key->fallback != NULL) {
		snprintf(text, sizeof(text), "Default: %s.",
			key->fallback[0] != '\0' ? key->fallback : "none");
		expect(paragraph, key->name, text);
	}
	if (number) {
		snprintf(text, sizeof(text), "from %s to %s", key_bound_text(key, key->min, low),
			key_bound_text(key, key->max, high));
		expect(paragraph, key->name, text);
	}
	for (size_t i = 0; key->kind == KEY_CHOICE && key->choices[i] != NULL; i++)
		expect(paragraph, key->name, key->choices[i]);
	if (key->required)
		expect(paragraph, key->name, "Required.");
	if (key->restart)
		expect(paragraph, key->name, "restart.");
}

START_TEST(every_key_is_described)
{
	const struct keys *keys = tables[_i].keys;
	if (tables[_i].path != NULL)
		keys = keys_find(keys, tables[_i].path)->keys;
	const char *start = strstr(page.data, tables[_i].heading);
	ck_assert_msg(start != NULL, "no %s", tables[_i].heading);
	for (size_t i = 0; i < keys->count; i++) {
		char item[100];
		snprintf(item, sizeof(item), ".It Cm %s\n", keys->rows[i].name);
		const char *end = strstr(start, "\n.El\n");
		const char *at = strstr(start, item);
		ck_assert_msg(at != NULL && at < end, "%s is not under %s", keys->rows[i].name,
			tables[_i].heading);
		char *paragraph = between(at, item, "\n.It ");
		check_key(&keys->rows[i], paragraph);
		free(paragraph);
	}
}
END_TEST

/* Every object of the tables has its place in the list above. */
START_TEST(no_table_is_forgotten)
{
	size_t objects = 2;
	const struct keys *const roots[] = { &main_keys, &outlet_keys };
	for (size_t i = 0; i < COUNT(roots); i++)
		for (size_t j = 0; j < roots[i]->count; j++)
			objects += roots[i]->rows[j].keys != NULL;
	ck_assert_uint_eq(objects, COUNT(tables));
}
END_TEST

/* Reads all files that the shell pattern names. */
static void
read_files(const char *pattern, struct buffer *out)
{
	glob_t found;
	ck_assert_int_eq(glob(pattern, 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++)
		read_file(found.gl_pathv[i], out);
	globfree(&found);
}

/* Whether a word stands in one of the page's items. */
static bool
is_item(const char *text, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = text; (at = strstr(at, "\n.It Sy ")) != NULL; at++) {
		const char *end = strchr(at + 1, '\n');
		for (const char *w = at; (w = strstr(w, word)) != NULL && w < end; w += length)
			if (w[-1] == ' ' && (w[length] == ' ' || w[length] == '\n'))
				return true;
	}
	return false;
}

static const char *const creations[] = { "\nCREATE TABLE ", "\nCREATE VIEW ",
	"\nCREATE VIRTUAL TABLE " };

START_TEST(every_table_and_view_is_described)
{
	struct buffer schema, text;
	buffer_init(&schema, PAGE_MAX_BYTES);
	buffer_init(&text, PAGE_MAX_BYTES);
	read_files("schema/[0-9]*.sql", &schema);
	read_file("man/newswired.schema.7", &text);
	size_t found = 0;
	for (const char *at = schema.data; (at = strstr(at, creations[_i])) != NULL; found++) {
		char name[64];
		at += strlen(creations[_i]);
		ck_assert_int_eq(sscanf(at, "%63[a-z_]", name), 1);
		ck_assert_msg(is_item(text.data, name), "%s is not in newswired.schema(7)", name);
	}
	ck_assert_uint_gt(found, 0);
	buffer_release(&schema);
	buffer_release(&text);
}
END_TEST

static const char *const log_calls[] = { "log_error(", "log_warning(", "log_info(", "log_debug(" };

START_TEST(every_event_of_the_log_is_described)
{
	struct buffer sources, text;
	buffer_init(&sources, SOURCES_MAX_BYTES);
	buffer_init(&text, PAGE_MAX_BYTES);
	read_files("daemon/*.c", &sources);
	read_files("daemon/*/*.c", &sources);
	read_file("man/newswired.8", &text);
	for (const char *at = sources.data; (at = strstr(at, log_calls[_i])) != NULL;) {
		char event[64];
		at += strlen(log_calls[_i]);
		if (sscanf(at, " \"%63[a-z.-]\"", event) == 1)
			ck_assert_msg(
				is_item(text.data, event), "%s is not in newswired(8)", event);
	}
	buffer_release(&sources);
	buffer_release(&text);
}
END_TEST

START_TEST(every_event_described_is_in_the_sources)
{
	struct buffer sources, text;
	buffer_init(&sources, SOURCES_MAX_BYTES);
	buffer_init(&text, PAGE_MAX_BYTES);
	read_files("daemon/*.c", &sources);
	read_files("daemon/*/*.c", &sources);
	read_file("man/newswired.8", &text);
	for (const char *at = text.data; (at = strstr(at, "\n.It Sy ")) != NULL; at++) {
		char line[200], quoted[80];
		ck_assert_int_eq(sscanf(at, "\n.It Sy %199[^\n]", line), 1);
		for (char *event = strtok(line, " ,"); event != NULL; event = strtok(NULL, " ,")) {
			snprintf(quoted, sizeof(quoted), "\"%s\"", event);
			ck_assert_msg(
				strstr(sources.data, quoted) != NULL, "no log line of %s", event);
		}
	}
	buffer_release(&sources);
	buffer_release(&text);
}
END_TEST

Suite *
manual_suite(void)
{
	Suite *suite = suite_create("manual");
	TCase *tc = tcase_create("manual");
	tcase_add_checked_fixture(tc, read_page, release_page);
	tcase_add_loop_test(tc, every_key_is_described, 0, (int)COUNT(tables));
	tcase_add_test(tc, no_table_is_forgotten);
	tcase_add_loop_test(tc, every_table_and_view_is_described, 0, (int)COUNT(creations));
	tcase_add_loop_test(tc, every_event_of_the_log_is_described, 0, (int)COUNT(log_calls));
	tcase_add_test(tc, every_event_described_is_in_the_sources);
	suite_add_tcase(suite, tc);
	return suite;
}
