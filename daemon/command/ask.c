/* What the commands on the store share. */
#include "command/ask.h"

#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/nearest.h"
#include "config/config.h"

/* False where the configuration has mistakes. */
static bool
configured_path(const struct command *command, const char *file, char path[static ASK_PATH_BYTES])
{
	struct config_mistakes mistakes;
	config_mistakes_init(&mistakes);
	struct config *config = config_load(file, &mistakes);
	if (config != NULL)
		snprintf(path, ASK_PATH_BYTES, "%s", config->store.path);
	else
		command_failed(
			command, "%s cannot be used: 'newswire check %s' tells why", file, file);
	config_mistakes_release(&mistakes);
	config_free(config);
	return config != NULL;
}

const char *
ask_path(const struct command *command, const struct command_globals *globals,
	char path[static ASK_PATH_BYTES])
{
	if (globals->store != NULL)
		return globals->store;
	if (globals->config == NULL)
		return COMMAND_STORE_DEFAULT;
	return configured_path(command, globals->config, path) ? path : NULL;
}

struct query *
ask_open(const struct command *command, const struct command_globals *globals)
{
	char configured[ASK_PATH_BYTES];
	struct err err;
	const char *path = ask_path(command, globals, configured);
	if (path == NULL)
		return NULL;
	struct query *query = query_open(path, &err);
	if (query == NULL)
		command_failed(command, "%s", err.text);
	return query;
}

bool
ask_read_number(const char *text, int64_t max, int64_t *number)
{
	char *end;
	errno = 0;
	*number = strtoll(text, &end, 10);
	return errno == 0 && end != text && *end == '\0' && *number >= 1 && *number <= max;
}

const char *
ask_read_since(struct arena *arena, const char *text, int64_t now)
{
	static const struct {
		char unit;
		int64_t seconds;
	} units[] = { { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 }, { 'w', 604800 } };
	int64_t seconds;
	char *out = arena_alloc(arena, CLOCK_TEXT_BYTES);
	if (clock_read(slice_of(text), &seconds))
		return clock_format(seconds, out);
	if (clock_read(slice_of(arena_printf(arena, "%sT00:00:00Z", text)), &seconds))
		return clock_format(seconds, out);
	char *end;
	errno = 0;
	long long count = strtoll(text, &end, 10);
	if (errno != 0 || end == text || count < 0 || count > 100000 || end[0] == '\0' ||
		end[1] != '\0')
		return NULL;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (units[i].unit == end[0])
			return clock_format(now - count * units[i].seconds, out);
	return NULL;
}

json_t *
ask_row_to_json(const struct query_rows *rows, size_t row)
{
	json_t *object = json_object();
	for (size_t c = 0; c < rows->columns; c++) {
		const struct query_value *value = &rows->values[row * rows->columns + c];
		json_t *member = value->text == NULL ? json_null()
				 : value->is_number  ? json_integer(value->number)
						     : json_string(value->text);
		json_object_set_new(object, rows->names[c], member);
	}
	return object;
}

void
ask_print_object(json_t *object)
{
	json_dumpf(object, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(object);
}

void
ask_print_json(const struct query_rows *rows)
{
	for (size_t r = 0; r < rows->count; r++)
		ask_print_object(ask_row_to_json(rows, r));
}

bool
ask_rows(const struct command *command, struct query *query, struct arena *arena,
	enum question question, const struct query_parameter *parameters, size_t count,
	struct query_rows *rows)
{
	struct err err;
	if (query_ask(query, arena, question, parameters, count, rows, &err))
		return true;
	command_failed(command, "%s", err.text);
	return false;
}

/* Whether a name is among those of the rows; else the nearest of them that was meant. */
static bool
find_name(const struct query_rows *rows, const char *name,
	int (*compare)(const char *, const char *), struct nearest *nearest)
{
	nearest_init(nearest, name);
	for (size_t r = 0; r < rows->count; r++) {
		const char *known = query_value(rows, r, "name")->text;
		if (compare(known, name) == 0)
			return true;
		nearest_offer(nearest, known);
	}
	return false;
}

/* "; did you mean 'gazette'?", or nothing. */
static const char *
guess(struct arena *arena, const struct nearest *nearest)
{
	return nearest->best != NULL ? arena_printf(arena, "; did you mean '%s'?",
					       terminal_line(arena, nearest->best))
				     : "";
}

bool
ask_has_outlet(
	const struct command *command, struct query *query, struct arena *arena, const char *outlet)
{
	struct query_rows rows;
	struct nearest nearest;
	if (!ask_rows(command, query, arena, QUERY_OUTLET_NAMES, NULL, 0, &rows))
		return false;
	bool found = find_name(&rows, outlet, strcmp, &nearest);
	if (!found)
		command_failed(command,
			"no outlet '%s' in the store%s 'newswire outlets' lists them", outlet,
			nearest.best != NULL ? guess(arena, &nearest) : ";");
	return found;
}

bool
ask_has_agency(
	const struct command *command, struct query *query, struct arena *arena, const char *agency)
{
	struct query_rows rows;
	struct nearest nearest;
	if (!ask_rows(command, query, arena, QUERY_AGENCY_NAMES, NULL, 0, &rows))
		return false;
	bool found = find_name(&rows, agency, strcasecmp, &nearest);
	if (!found)
		command_failed(command, "no article credits the agency '%s'%s", agency,
			guess(arena, &nearest));
	return found;
}

/* What kind of name it is that no story has, and how to find one. */
static void
tell_no_story(const struct command *command, const char *name)
{
	if (name[strspn(name, "#0123456789")] == '\0')
		command_failed(command, "no story '%s' in the store", name);
	else if (strpbrk(name, "/.") != NULL && strchr(name, ' ') == NULL)
		command_failed(command,
			"no story in the store has, or is listed with, the address '%s'", name);
	else
		command_failed(command,
			"no story with the headline '%s'; 'newswire search' finds stories by some words",
			name);
}

int64_t
ask_story(const struct command *command, struct query *query, const char *name)
{
	struct err err = { 0 };
	int64_t story = query_story(query, name, &err);
	if (story == 0 && err.kind != ERR_NONE)
		command_failed(command, "%s", err.text);
	else if (story == 0)
		tell_no_story(command, name);
	return story;
}

void
ask_print_story(
	const struct terminal *terminal, struct arena *arena, const struct query_rows *story)
{
	terminal_wrap(terminal, arena, STYLE_STRONG, query_value(story, 0, "headline")->text, 0);
	terminal_print(terminal, STYLE_FAINT,
		arena_printf(arena, "story #%s, first seen %s UTC, known by its %s\n",
			query_value(story, 0, "story_id")->text,
			terminal_time(arena, query_value(story, 0, "first_seen")->text),
			terminal_line(arena, query_value(story, 0, "known_by")->text)));
}

static const struct terminal_column sighting_columns[] = {
	{ "outlet", "seen at", FIT_LEFT, STYLE_NAME, 0 },
	{ "kind", "as", FIT_LEFT, STYLE_PLAIN, 0 },
	{ "label", "under", FIT_STRETCH, STYLE_PLAIN, 0 },
	{ "first_seen", "first (UTC)", FIT_LEFT, STYLE_FAINT, COLUMN_TIME | COLUMN_SPARE },
	{ "last_seen", "last (UTC)", FIT_LEFT, STYLE_FAINT, COLUMN_TIME },
	{ "times_seen", "times", FIT_RIGHT, STYLE_PLAIN, COLUMN_SPARE },
	{ "rank", "rank", FIT_RIGHT, STYLE_PLAIN, COLUMN_SPARE },
};

void
ask_print_sightings(
	const struct terminal *terminal, struct arena *arena, const struct query_rows *rows)
{
	terminal_table(terminal, arena, rows, sighting_columns,
		sizeof(sighting_columns) / sizeof(sighting_columns[0]));
}

int
ask_about_story(const struct command *command, const struct command_globals *globals, int argc,
	char **argv, ask_answer *answer)
{
	static const struct option options[] = {
		{ "all", no_argument, NULL, 'a' },
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	bool all = false, json = false;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'a': all = true; break;
		case 'j': json = true; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (optind == argc)
		return command_misuse(command,
			"which STORY? Its number, the address of one of its articles, or its headline");
	struct query *query = ask_open(command, globals);
	if (query == NULL)
		return EXIT_FAILURE;
	struct arena *arena = arena_new();
	const char *name = argv[optind];
	while (++optind < argc)
		name = arena_printf(arena, "%s %s", name, argv[optind]);
	int status = answer(command, query, name, all, json);
	arena_free(arena);
	query_close(query);
	return status;
}
