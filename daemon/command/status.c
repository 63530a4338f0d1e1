/* `newswire status`: the store in numbers, and what does not work. */
#include "command/command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "command/ask.h"
#include "command/terminal.h"

/*
 * The daemon truncates the log at 16 MiB; four times that has a reader behind it that does not let
 * go.
 */
#define LOG_LARGE_BYTES ((int64_t)64 << 20)

static const struct terminal_column broken_columns[] = {
	{ "outlet", "failing", FIT_LEFT, STYLE_NAME, 0 },
	{ "failing_since", "since (UTC)", FIT_LEFT, STYLE_FAINT, COLUMN_TIME | COLUMN_SPARE },
	{ "failures", "polls", FIT_RIGHT, STYLE_PLAIN, COLUMN_SPARE },
	{ "last_error", "why", FIT_LEFT, STYLE_ALARM, 0 },
	{ "url", "source", FIT_STRETCH, STYLE_PLAIN, 0 },
};

static int64_t
number(const struct query_rows *rows, const char *column)
{
	return query_value(rows, 0, column)->number;
}

static void
print_numbers(struct arena *arena, const struct query *query, const struct query_rows *rows)
{
	int64_t log_bytes = query_log_bytes(query);
	printf("stories   %lld, of these %lld in the last 24 hours; the last at %s UTC\n",
		(long long)number(rows, "stories"), (long long)number(rows, "day"),
		terminal_time(arena, query_value(rows, 0, "last_arrived")->text));
	printf("articles  %lld, revisions %lld\n", (long long)number(rows, "articles"),
		(long long)number(rows, "revisions"));
	printf("lists     %lld, sightings %lld\n", (long long)number(rows, "headline_lists"),
		(long long)number(rows, "sightings"));
	printf("links     %lld, waiting to be read %lld\n", (long long)number(rows, "links"),
		(long long)number(rows, "pending"));
	printf("outlets   %lld, sources %lld, failing %lld, overdue %lld; last poll %s UTC\n",
		(long long)number(rows, "outlets"), (long long)number(rows, "sources"),
		(long long)number(rows, "failing"), (long long)number(rows, "overdue"),
		terminal_time(arena, query_value(rows, 0, "last_poll")->text));
	printf("changes   up to number %lld\n", (long long)number(rows, "change"));
	printf("file      %.1f MB and %.1f MB of log, schema version %lld\n",
		(double)query_file_bytes(query) / 1e6, (double)log_bytes / 1e6,
		(long long)number(rows, "schema"));
	if (log_bytes > LOG_LARGE_BYTES)
		printf("          the log is large: a reader keeps a transaction open\n");
}

static void
print_object(
	const struct query *query, const struct query_rows *rows, const struct query_rows *broken)
{
	json_t *object = ask_row_to_json(rows, 0), *sources = json_array();
	for (size_t r = 0; r < broken->count; r++)
		json_array_append_new(sources, ask_row_to_json(broken, r));
	json_object_set_new(object, "file_bytes", json_integer(query_file_bytes(query)));
	json_object_set_new(object, "log_bytes", json_integer(query_log_bytes(query)));
	json_object_set_new(object, "broken_sources", sources);
	ask_print_object(object);
}

static int
print_status(const struct command *command, struct query *query, bool json)
{
	struct arena *arena = arena_new();
	struct query_rows rows, broken;
	struct terminal terminal;
	bool ok = ask_rows(command, query, arena, QUERY_STATUS, NULL, 0, &rows) &&
		  ask_rows(command, query, arena, QUERY_BROKEN, NULL, 0, &broken);
	terminal_init(&terminal);
	if (ok && json) {
		print_object(query, &rows, &broken);
	} else if (ok) {
		print_numbers(arena, query, &rows);
		if (broken.count > 0)
			putchar('\n');
		terminal_table(&terminal, arena, &broken, broken_columns,
			sizeof(broken_columns) / sizeof(broken_columns[0]));
	}
	arena_free(arena);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	bool json = false;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'j': json = true; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (optind < argc)
		return command_misuse(command, "what is '%s'?", argv[optind]);
	struct query *query = ask_open(command, globals);
	if (query == NULL)
		return EXIT_FAILURE;
	int status = print_status(command, query, json);
	query_close(query);
	return status;
}

const struct command command_status = {
	.name = "status",
	.usage = "[--json]",
	.summary = "Tell what the store holds and what does not work",
	.help = "  --json   one object\n",
	.run = run,
};
