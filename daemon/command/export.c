/* `newswire export`: articles as JSON, a line each, by the store's sequence of changes. */
#include "command/command.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/ask.h"

/* So many articles are of one moment, which a slow receiver holds. */
#define PIECE_ROWS 200

/* What stands behind the article's own members. */
static void
add_numbers(json_t *object, const struct query_rows *rows, size_t row)
{
	json_object_set_new(
		object, "change", json_integer(query_value(rows, row, "change")->number));
	json_object_set_new(
		object, "story_id", json_integer(query_value(rows, row, "story_id")->number));
	json_object_set_new(
		object, "first_read", json_string(query_value(rows, row, "first_read")->text));
}

/* An article that was deleted by age: its last address and number. */
static json_t *
deleted(const struct query_rows *rows, size_t row)
{
	return json_pack("{s:s, s:b, s:I}", "url", query_value(rows, row, "url")->text, "deleted",
		1, "change", (json_int_t)query_value(rows, row, "change")->number);
}

/* One line. False on failure, and where the receiver has gone. */
static bool
export_row(const struct command *command, struct query *query, struct arena *arena,
	const struct query_rows *rows, size_t row)
{
	struct article article;
	struct err err;
	const struct query_value *id = query_value(rows, row, "article_id");
	if (id->text == NULL) {
		ask_print_object(deleted(rows, row));
		return ferror(stdout) == 0;
	}
	if (!query_article(query, arena, id->number, &article, &err)) {
		if (err.kind != ERR_NONE)
			command_failed(command, "%s", err.text);
		return err.kind == ERR_NONE; /* deleted meanwhile: its change comes later */
	}
	json_t *object = article_to_json(&article, NULL);
	add_numbers(object, rows, row);
	ask_print_object(object);
	return ferror(stdout) == 0;
}

/* Pieces until one is not full, or `limit` rows (0: all). */
static bool
export_all(const struct command *command, struct query *query, int64_t since, bool deletions,
	int64_t limit)
{
	struct arena *arena = arena_new();
	struct query_rows rows;
	int64_t printed = 0;
	bool ok = true;
	do {
		const struct query_parameter parameters[] = {
			{ ":since", NULL, since },
			{ ":limit", NULL, PIECE_ROWS },
		};
		arena_reset(arena);
		query_hold(query);
		ok = ask_rows(command, query, arena, QUERY_CHANGES, parameters, 2, &rows);
		for (size_t r = 0; ok && r < rows.count && (limit == 0 || printed < limit); r++) {
			since = query_value(&rows, r, "change")->number;
			bool gone = query_value(&rows, r, "article_id")->text == NULL;
			if (gone && !deletions)
				continue;
			ok = export_row(command, query, arena, &rows, r);
			printed++;
		}
		query_let_go(query);
	} while (ok && rows.count == PIECE_ROWS && (limit == 0 || printed < limit));
	arena_free(arena);
	return ok;
}

/* A number no change has had yet is another store's: whoever went on from it would miss all. */
static bool
has_been(const struct command *command, struct query *query, int64_t since)
{
	struct arena *arena = arena_new();
	struct query_rows rows;
	bool ok = ask_rows(command, query, arena, QUERY_LAST_CHANGE, NULL, 0, &rows);
	int64_t last = ok && rows.count > 0 ? rows.values[0].number : 0;
	if (ok && since > last)
		command_failed(command,
			"--since %" PRId64 ": the last change of this store is %" PRId64, since,
			last);
	arena_free(arena);
	return ok && since <= last;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "since", required_argument, NULL, 's' },
		{ "limit", required_argument, NULL, 'n' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	int64_t since = 0, limit = 0;
	bool deletions = false;
	for (int c; (c = getopt_long(argc, argv, "n:", options, NULL)) != -1;) {
		switch (c) {
		case 's':
			deletions = true;
			if (!ask_read_number(optarg, INT64_MAX, &since) && strcmp(optarg, "0") != 0)
				return command_misuse(command, "--since: a number of a change");
			break;
		case 'n':
			if (!ask_read_number(optarg, INT64_MAX, &limit))
				return command_misuse(command, "--limit: a number from 1");
			break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (optind < argc)
		return command_misuse(command, "what is '%s'?", argv[optind]);
	struct query *query = ask_open(command, globals);
	if (query == NULL)
		return EXIT_FAILURE;
	bool ok = has_been(command, query, since) &&
		  export_all(command, query, since, deletions, limit);
	query_close(query);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

const struct command command_export = {
	.name = "export",
	.usage = "[--since N] [--limit N]",
	.summary = "Print articles as JSON lines, in the order of their changes",
	.help = "  --since N       only what changed after change number N; deletions too\n"
		"  -n, --limit N   so many lines at most\n"
		"\n"
		"Each line is an article as `newswire extract` prints it, with `change`, `story_id`\n"
		"and `first_read` besides. The last line's `change` is the N to go on with: nothing is\n"
		"missed, nothing comes twice. An article that was deleted is {\"url\", \"deleted\": true}.\n",
	.run = run,
};
