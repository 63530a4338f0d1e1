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

static const struct terminal_column beside_columns[] = {
	{ "outlet", "outlet", FIT_LEFT, STYLE_NAME, 0 },
	{ "label", "under", FIT_LEFT, STYLE_PLAIN, COLUMN_SPARE },
	{ "rank", "rank", FIT_RIGHT, STYLE_PLAIN, COLUMN_SPARE },
	{ "story_id", "story", FIT_RIGHT, STYLE_FAINT, 0 },
	{ "headline", "headline", FIT_STRETCH, STYLE_STRONG, 0 },
};

/* All that is asked about a story. */
struct answers {
	struct query_rows story, around, beside, listed;
	size_t others; /* lists around the story that --all would show besides, where none is shown */
};

/* How many lists the rows, which come list by list, are of. */
static size_t
count_lists(const struct query_rows *rows)
{
	size_t lists = 0;
	for (size_t r = 0; r < rows->count; r++)
		lists += r == 0 ||
			 query_value(rows, r, "article_id")->number !=
				 query_value(rows, r - 1, "article_id")->number ||
			 query_value(rows, r, "list")->number !=
				 query_value(rows, r - 1, "list")->number;
	return lists;
}

/*
 * Both ways: what stands around the story, around which stories it stands itself, and in which
 * lists.
 */
static void
print_related(struct arena *arena, int64_t story, const struct answers *answers)
{
	struct terminal terminal;
	terminal_init(&terminal);
	ask_print_story(&terminal, arena, &answers->story);
	if (answers->around.count > 0)
		putchar('\n');
	print_lists(&terminal, arena, &answers->around);
	if (answers->beside.count > 0)
		printf("\nListed beside:\n\n");
	terminal_table(&terminal, arena, &answers->beside, beside_columns,
		sizeof(beside_columns) / sizeof(beside_columns[0]));
	if (answers->listed.count > 0)
		printf("\nListed itself:\n\n");
	ask_print_sightings(&terminal, arena, &answers->listed);
	if (answers->around.count == 0 && answers->others > 0)
		fprintf(stderr,
			"newswire related: nothing is listed around story %lld as related; "
			"--all shows %zu other %s\n",
			(long long)story, answers->others, answers->others == 1 ? "list" : "lists");
	else if (answers->around.count + answers->listed.count == 0)
		fprintf(stderr, "newswire related: nothing is listed around story %lld\n",
			(long long)story);
}

static int
related(const struct command *command, struct query *query, const char *name, bool all, bool json)
{
	struct arena *arena = arena_new();
	struct answers answers = { 0 };
	int64_t story = ask_story(command, query, name);
	const struct query_parameter parameters[] = {
		{ ":story", NULL, story },
		{ ":all", NULL, all },
	};
	const struct {
		enum question question;
		size_t parameters;
		struct query_rows *rows;
	} asked[] = {
		{ QUERY_STORY, 1, &answers.story },
		{ QUERY_RELATED, 2, &answers.around },
		{ QUERY_BESIDE, 2, &answers.beside },
		{ QUERY_LISTED_AT, 1, &answers.listed },
	};
	bool ok = story != 0;
	for (size_t i = 0; ok && i < sizeof(asked) / sizeof(asked[0]); i++)
		ok = ask_rows(command, query, arena, asked[i].question, parameters,
			asked[i].parameters, asked[i].rows);
	if (ok && !json && !all && answers.around.count == 0) {
		const struct query_parameter every[] = { parameters[0], { ":all", NULL, true } };
		struct query_rows others;
		ok = ask_rows(command, query, arena, QUERY_RELATED, every, 2, &others);
		answers.others = ok ? count_lists(&others) : 0;
	}
	if (ok && json)
		ask_print_json(&answers.around);
	else if (ok && answers.story.count > 0)
		print_related(arena, story, &answers);
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
		"STORY is a story's number, the address of one of its articles or of a headline that\n"
		"was listed, or its headline.\n"
		"Behind a headline stands its own story's number. Below them: the last stories\n"
		"that have this one in such a list, and where it is listed at all, at which rank,\n"
		"since when (not with --json: see newswire show).\n",
	.run = run,
};
