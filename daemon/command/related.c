/* `newswire related`: the headlines listed around a story. */
#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/ask.h"
#include "command/terminal.h"

/* One list's heading: whose page, which label. */
static void
print_list(const struct terminal *terminal, struct arena *arena, const struct query_rows *rows,
	size_t row)
{
	const char *label = query_value(rows, row, "label")->text;
	if (row > 0)
		putchar('\n');
	terminal_print(
		terminal, STYLE_NAME, terminal_line(arena, query_value(rows, row, "outlet")->text));
	printf("  %s", label[0] != '\0' ? terminal_line(arena, label) : "(no label)");
	terminal_print(terminal, STYLE_FAINT,
		arena_printf(arena, "  %s\n", query_value(rows, row, "kind")->text));
}

static void
print_item(const struct terminal *terminal, struct arena *arena, const struct query_rows *rows,
	size_t row)
{
	const struct query_value *story = query_value(rows, row, "listed_story_id");
	const char *mark = story->text != NULL ? arena_printf(arena, "  #%s", story->text) : "";
	size_t taken = 4 + 1 + strlen(mark), columns = terminal->columns;
	const char *headline =
		terminal_line(arena, query_value(rows, row, "listed_headline")->text);
	bool was_read = query_value(rows, row, "listed_articles")->number > 0;
	printf("%4s ", query_value(rows, row, "rank")->text);
	terminal_print(terminal, was_read ? STYLE_STRONG : STYLE_PLAIN,
		terminal_cut(arena, headline, columns > taken + 10 ? columns - taken : 10));
	terminal_print(terminal, STYLE_FAINT, mark);
	putchar('\n');
}

static void
print_lists(const struct terminal *terminal, struct arena *arena, const struct query_rows *rows)
{
	int64_t article = 0, list = 0;
	for (size_t r = 0; r < rows->count; r++) {
		int64_t this_article = query_value(rows, r, "article_id")->number;
		int64_t this_list = query_value(rows, r, "list")->number;
		if (this_article != article || this_list != list)
			print_list(terminal, arena, rows, r);
		article = this_article;
		list = this_list;
		print_item(terminal, arena, rows, r);
	}
}

/* Both ways: what stands around the story, and the lists it stands in itself. */
static void
print_related(struct arena *arena, int64_t story, const struct query_rows *around,
	const struct query_rows *listed)
{
	struct terminal terminal;
	terminal_init(&terminal);
	print_lists(&terminal, arena, around);
	if (around->count > 0 && listed->count > 0)
		putchar('\n');
	if (listed->count > 0)
		printf("Listed itself:\n\n");
	ask_print_sightings(&terminal, arena, listed);
	if (around->count + listed->count == 0)
		fprintf(stderr, "newswire related: nothing is listed around story %lld\n",
			(long long)story);
}

static int
related(const struct command *command, struct query *query, const char *name, bool all, bool json)
{
	struct arena *arena = arena_new();
	struct query_rows rows, listed;
	int64_t story = ask_story(command, query, name);
	const struct query_parameter parameters[] = {
		{ ":story", NULL, story },
		{ ":all", NULL, all },
	};
	bool ok = story != 0 &&
		  ask_rows(command, query, arena, QUERY_RELATED, parameters, 2, &rows) &&
		  ask_rows(command, query, arena, QUERY_LISTED_AT, parameters, 1, &listed);
	if (ok && json)
		ask_print_json(&rows);
	else if (ok)
		print_related(arena, story, &rows, &listed);
	arena_free(arena);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	return ask_about_story(command, globals, argc, argv, related);
}

const struct command command_related = {
	.name = "related",
	.usage = "[--all] [--json] STORY",
	.summary = "List the headlines around a story, and the lists it stands in",
	.help = "  --all    lists of every kind: most read, editors' picks, latest\n"
		"  --json   one object a line\n"
		"\n"
		"STORY is a story's number, or the address of an article or a listed headline.\n"
		"Behind a headline stands its own story's number. Below them: where the story is\n"
		"listed itself, at which rank, since when (not with --json: see newswire show).\n",
	.run = run,
};
