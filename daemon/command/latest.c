/* `newswire latest`: the wire, newest first. */
#include "command/command.h"

#include <getopt.h>
#include <stdlib.h>

#include "command/ask.h"
#include "command/terminal.h"

#define LIMIT_DEFAULT 25
#define LIMIT_MAX     1000000

static const struct terminal_column columns[] = {
	{ "arrived", "arrived (UTC)", FIT_LEFT, STYLE_FAINT, COLUMN_TIME },
	{ "outlet", "outlet", FIT_LEFT, STYLE_NAME, 0 },
	{ "headline", "headline", FIT_STRETCH, STYLE_STRONG, 0 },
	{ "agency", "agency", FIT_LEFT, STYLE_PLAIN, COLUMN_SPARE },
	{ "articles", "articles", FIT_RIGHT, STYLE_PLAIN, COLUMN_SPARE },
	{ "story_id", "story", FIT_RIGHT, STYLE_FAINT, 0 },
};

static int
print_latest(const struct command *command, struct query *query, const char *outlet,
	const char *agency, int64_t limit, bool json)
{
	struct arena *arena = arena_new();
	struct query_rows rows;
	struct terminal terminal;
	const struct query_parameter parameters[] = {
		{ ":outlet", outlet, 0 },
		{ ":agency", agency, 0 },
		{ ":limit", NULL, limit },
	};
	enum question question = outlet != NULL   ? QUERY_LATEST_OUTLET
				 : agency != NULL ? QUERY_LATEST_AGENCY
						  : QUERY_LATEST;
	bool ok = (outlet == NULL || ask_has_outlet(command, query, arena, outlet)) &&
		  (agency == NULL || ask_has_agency(command, query, arena, agency)) &&
		  ask_rows(command, query, arena, question, parameters, 3, &rows);
	terminal_init(&terminal);
	if (ok && json)
		ask_print_json(&rows);
	else if (ok)
		terminal_table(
			&terminal, arena, &rows, columns, sizeof(columns) / sizeof(columns[0]));
	if (ok && !json && rows.count == 0)
		fprintf(stderr, "newswire latest: nothing came in yet\n");
	arena_free(arena);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "limit", required_argument, NULL, 'n' },
		{ "outlet", required_argument, NULL, 'o' },
		{ "agency", required_argument, NULL, 'a' },
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	const char *outlet = NULL, *agency = NULL;
	int64_t limit = LIMIT_DEFAULT;
	bool json = false;
	for (int c; (c = getopt_long(argc, argv, "n:", options, NULL)) != -1;) {
		switch (c) {
		case 'n':
			if (!ask_read_number(optarg, LIMIT_MAX, &limit))
				return command_misuse(
					command, "--limit: a number from 1 to %d", LIMIT_MAX);
			break;
		case 'o': outlet = optarg; break;
		case 'a': agency = optarg; break;
		case 'j': json = true; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (optind < argc)
		return command_misuse(command, "what is '%s'?", argv[optind]);
	if (outlet != NULL && agency != NULL)
		return command_misuse(command, "either --outlet or --agency");
	struct query *query = ask_open(command, globals);
	if (query == NULL)
		return EXIT_FAILURE;
	int status = print_latest(command, query, outlet, agency, limit, json);
	query_close(query);
	return status;
}

const struct command command_latest = {
	.name = "latest",
	.usage = "[--limit N] [--outlet ID | --agency NAME] [--json]",
	.summary = "List the stories that came in, newest first",
	.help = "  -n, --limit N   so many stories (25)\n"
		"  --outlet ID     one outlet's articles\n"
		"  --agency NAME   articles that credit an agency: Xinhua, Reuters\n"
		"  --json          one object a line\n",
	.run = run,
};
