/* `newswire outlets`: who is read, and how that goes. */
#include "command/command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "command/ask.h"
#include "command/terminal.h"

static const struct terminal_column outlet_columns[] = {
	{ "outlet", "outlet", FIT_LEFT, STYLE_NAME, 0 },
	{ "name", "name", FIT_STRETCH, STYLE_PLAIN, 0 },
	{ "language", "language", FIT_LEFT, STYLE_FAINT, COLUMN_SPARE },
	{ "sources", "sources", FIT_RIGHT, STYLE_PLAIN, COLUMN_SPARE },
	{ "failing", "failing", FIT_RIGHT, STYLE_ALARM, 0 },
	{ "day", "24 h", FIT_RIGHT, STYLE_PLAIN, 0 },
	{ "articles", "articles", FIT_RIGHT, STYLE_PLAIN, COLUMN_SPARE },
	{ "last_success", "last read (UTC)", FIT_LEFT, STYLE_FAINT, COLUMN_TIME },
};

static const struct terminal_column source_columns[] = {
	{ "outlet", "outlet", FIT_LEFT, STYLE_NAME, 0 },
	{ "kind", "kind", FIT_LEFT, STYLE_PLAIN, 0 },
	{ "url", "url", FIT_STRETCH, STYLE_PLAIN, 0 },
	{ "last_status", "last poll", FIT_LEFT, STYLE_PLAIN, COLUMN_SPARE },
	{ "last_success", "last read (UTC)", FIT_LEFT, STYLE_FAINT, COLUMN_TIME },
	{ "next_due", "next (UTC)", FIT_LEFT, STYLE_FAINT, COLUMN_TIME | COLUMN_SPARE },
	{ "failures", "failures", FIT_RIGHT, STYLE_ALARM, 0 },
};

static int
print_outlets(const struct command *command, struct query *query, const char *outlet, bool sources,
	bool json)
{
	struct arena *arena = arena_new();
	struct query_rows rows;
	struct terminal terminal;
	const struct query_parameter parameter = { ":outlet", outlet, 0 };
	bool ok = (outlet == NULL || ask_has_outlet(command, query, arena, outlet)) &&
		  ask_rows(command, query, arena, sources ? QUERY_SOURCES : QUERY_OUTLETS,
			  &parameter, outlet != NULL, &rows);
	terminal_init(&terminal);
	if (ok && json) {
		ask_print_json(&rows);
	} else if (ok && sources) {
		terminal_table(&terminal, arena, &rows, source_columns,
			sizeof(source_columns) / sizeof(source_columns[0]));
	} else if (ok) {
		terminal_table(&terminal, arena, &rows, outlet_columns,
			sizeof(outlet_columns) / sizeof(outlet_columns[0]));
	}
	/* Why the sources of one outlet fail, in full. */
	for (size_t r = 0; ok && outlet != NULL && !json && r < rows.count; r++) {
		const char *error = query_value(&rows, r, "last_error")->text;
		if (error == NULL)
			continue;
		putchar('\n');
		terminal_wrap(&terminal, arena, STYLE_PLAIN, query_value(&rows, r, "url")->text, 0);
		terminal_wrap(&terminal, arena, STYLE_ALARM, error, 2);
	}
	arena_free(arena);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "sources", no_argument, NULL, 's' },
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	bool sources = false, json = false;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 's': sources = true; break;
		case 'j': json = true; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (argc - optind > 1)
		return command_misuse(command, "one OUTLET at most");
	const char *outlet = argv[optind];
	struct query *query = ask_open(command, globals);
	if (query == NULL)
		return EXIT_FAILURE;
	int status = print_outlets(command, query, outlet, sources || outlet != NULL, json);
	query_close(query);
	return status;
}

const struct command command_outlets = {
	.name = "outlets",
	.usage = "[--sources] [--json] [OUTLET]",
	.summary = "List the outlets and how reading them goes",
	.help = "  --sources   a line a source; so with OUTLET too, and why sources fail\n"
		"  --json      one object a line\n",
	.run = run,
};
