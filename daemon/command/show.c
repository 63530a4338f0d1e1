/* `newswire show`: all that is known of a story. */
#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "command/ask.h"
#include "command/terminal.h"

struct show {
	const struct command *command;
	struct query *query;
	struct arena *arena;
	struct terminal terminal;
	int64_t story;
	struct query_rows head, articles, links, sightings;
};

static const struct terminal_column article_columns[] = {
	{ "article_id", "article", FIT_RIGHT, STYLE_FAINT, 0 },
	{ "outlet", "outlet", FIT_LEFT, STYLE_NAME, 0 },
	{ "published", "published (UTC)", FIT_LEFT, STYLE_FAINT, COLUMN_TIME },
	{ "agency", "agency", FIT_LEFT, STYLE_PLAIN, COLUMN_SPARE },
	{ "joined_by", "joined by", FIT_LEFT, STYLE_FAINT, 0 },
	{ "revisions", "revisions", FIT_RIGHT, STYLE_PLAIN, COLUMN_SPARE },
	{ "words", "words", FIT_RIGHT, STYLE_PLAIN, COLUMN_SPARE },
	{ "headline", "headline", FIT_STRETCH, STYLE_STRONG, 0 },
};

static bool
ask(struct show *show, enum question question, const char *name, int64_t number,
	struct query_rows *rows)
{
	const struct query_parameter parameter = { name, NULL, number };
	return ask_rows(show->command, show->query, show->arena, question, &parameter, 1, rows);
}

static bool
load(struct show *show)
{
	return ask(show, QUERY_STORY, ":story", show->story, &show->head) &&
	       ask(show, QUERY_ARTICLES, ":story", show->story, &show->articles) &&
	       ask(show, QUERY_LINKS, ":story", show->story, &show->links) &&
	       ask(show, QUERY_SIGHTINGS, ":story", show->story, &show->sightings);
}

/* False on failure, and where the article is gone. */
static bool
load_article(struct show *show, size_t row, struct article *article)
{
	struct err err;
	int64_t id = query_value(&show->articles, row, "article_id")->number;
	if (query_article(show->query, show->arena, id, article, &err))
		return true;
	if (err.kind != ERR_NONE)
		command_failed(show->command, "%s", err.text);
	return false;
}

/* ---- for people ---- */

static void
print_field(const struct show *show, const char *name, const char *value)
{
	if (value == NULL || value[0] == '\0')
		return;
	terminal_print(&show->terminal, STYLE_FAINT, name);
	printf(" %s\n", terminal_line(show->arena, value));
}

/* A story without an article: what its sources said, and why the page was not read. */
static void
print_links(const struct show *show)
{
	for (size_t r = 0; r < show->links.count; r++) {
		const char *summary = query_value(&show->links, r, "summary")->text;
		const char *reason = query_value(&show->links, r, "reason")->text;
		putchar('\n');
		if (summary != NULL)
			terminal_wrap(&show->terminal, show->arena, STYLE_PLAIN, summary, 0);
		print_field(show, "outlet: ", query_value(&show->links, r, "outlet")->text);
		print_field(show, "address:", query_value(&show->links, r, "url")->text);
		print_field(show, query_value(&show->links, r, "state")->text, reason);
	}
}

static const char *
time_text(const struct show *show, int64_t seconds)
{
	char text[CLOCK_TEXT_BYTES];
	if (seconds == CLOCK_NEVER)
		return NULL;
	return arena_printf(
		show->arena, "%s UTC", terminal_time(show->arena, clock_format(seconds, text)));
}

static const char *
joined_names(const struct show *show, const struct article *article)
{
	const char *names = NULL;
	for (size_t i = 0; i < article->byline_count; i++)
		names = names == NULL
				? article->byline[i]
				: arena_printf(show->arena, "%s, %s", names, article->byline[i]);
	return names;
}

static void
print_photos(const struct show *show, const struct article *article)
{
	for (size_t i = 0; i < article->photo_count; i++) {
		const struct photo *photo = &article->photos[i];
		const char *caption = photo->caption != NULL ? photo->caption : photo->url;
		if (photo->credit != NULL)
			caption = arena_printf(show->arena, "%s [%s]", caption, photo->credit);
		putchar('\n');
		terminal_wrap(&show->terminal, show->arena, STYLE_FAINT,
			arena_printf(show->arena, "photo: %s", caption), 2);
	}
}

/* An article as a reader reads it. */
static void
print_article(const struct show *show, const struct article *article)
{
	const struct terminal *terminal = &show->terminal;
	putchar('\n');
	if (article->kicker != NULL)
		terminal_wrap(terminal, show->arena, STYLE_NAME, article->kicker, 0);
	terminal_wrap(terminal, show->arena, STYLE_STRONG, article->headline, 0);
	if (article->dek != NULL)
		terminal_wrap(terminal, show->arena, STYLE_PLAIN, article->dek, 0);
	print_field(show, "outlet:   ", article->outlet);
	print_field(show, "agency:   ", article->agency);
	print_field(show, "by:       ", joined_names(show, article));
	print_field(show, "published:", time_text(show, article->published));
	print_field(show, "updated:  ", time_text(show, article->updated));
	print_field(show, "section:  ", article->section);
	print_field(show, "address:  ", article->url);
	for (size_t i = 0; i < article->paragraph_count; i++) {
		putchar('\n');
		terminal_wrap(terminal, show->arena, STYLE_PLAIN, article->paragraphs[i], 0);
	}
	if (article->truncated)
		printf("\n(the page shows only the beginning)\n");
	print_photos(show, article);
}

/* What a former headline was; the body's change is counted in the table above. */
static bool
print_revisions(struct show *show, size_t row)
{
	struct query_rows revisions;
	int64_t id = query_value(&show->articles, row, "article_id")->number;
	if (query_value(&show->articles, row, "revisions")->number == 0)
		return true;
	if (!ask(show, QUERY_REVISIONS, ":article", id, &revisions))
		return false;
	for (size_t r = 0; r < revisions.count; r++) {
		const char *until =
			terminal_time(show->arena, query_value(&revisions, r, "replaced")->text);
		if (r == 0)
			putchar('\n');
		terminal_wrap(&show->terminal, show->arena, STYLE_FAINT,
			arena_printf(show->arena, "until %s UTC: %s", until,
				query_value(&revisions, r, "headline")->text),
			0);
	}
	return true;
}

static bool
print_story(struct show *show, bool all)
{
	const struct terminal *terminal = &show->terminal;
	struct article article;
	ask_print_story(terminal, show->arena, &show->head);
	if (show->articles.count > 0)
		putchar('\n');
	terminal_table(terminal, show->arena, &show->articles, article_columns,
		sizeof(article_columns) / sizeof(article_columns[0]));
	if (show->articles.count == 0)
		print_links(show);
	for (size_t r = 0; r < show->articles.count && (all || r == 0); r++) {
		if (!load_article(show, r, &article))
			return false;
		print_article(show, &article);
		if (!print_revisions(show, r))
			return false;
	}
	if (show->sightings.count > 0)
		putchar('\n');
	ask_print_sightings(terminal, show->arena, &show->sightings);
	return true;
}

/* ---- for programs ---- */

static json_t *
rows_to_array(const struct query_rows *rows)
{
	json_t *array = json_array();
	for (size_t r = 0; r < rows->count; r++)
		json_array_append_new(array, ask_row_to_json(rows, r));
	return array;
}

/* An article's JSON, with its place in the story and its former versions. */
static json_t *
article_object(struct show *show, size_t row)
{
	static const char *const members[] = { "article_id", "joined_by", "first_read",
		"last_read" };
	struct article article;
	struct query_rows revisions;
	int64_t id = query_value(&show->articles, row, "article_id")->number;
	if (!load_article(show, row, &article) ||
		!ask(show, QUERY_REVISIONS, ":article", id, &revisions))
		return NULL;
	json_t *object = article_to_json(&article, NULL);
	json_t *place = ask_row_to_json(&show->articles, row);
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		json_object_set(object, members[i], json_object_get(place, members[i]));
	json_object_set_new(object, "revisions", rows_to_array(&revisions));
	json_decref(place);
	return object;
}

static bool
print_json(struct show *show)
{
	json_t *object = ask_row_to_json(&show->head, 0), *articles = json_array();
	bool ok = true;
	for (size_t r = 0; r < show->articles.count && ok; r++) {
		json_t *article = article_object(show, r);
		ok = article != NULL && json_array_append_new(articles, article) == 0;
	}
	json_object_set_new(object, "articles", articles);
	json_object_set_new(object, "links", rows_to_array(&show->links));
	json_object_set_new(object, "sightings", rows_to_array(&show->sightings));
	if (ok)
		ask_print_object(object);
	else
		json_decref(object);
	return ok;
}

static int
show_story(
	const struct command *command, struct query *query, const char *name, bool all, bool json)
{
	struct show show = { .command = command, .query = query, .arena = arena_new() };
	terminal_init(&show.terminal);
	query_hold(query);
	show.story = ask_story(command, query, name);
	bool ok = show.story != 0 && load(&show) && show.head.count > 0 &&
		  (json ? print_json(&show) : print_story(&show, all));
	query_let_go(query);
	arena_free(show.arena);
	return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	return ask_about_story(command, globals, argc, argv, show_story);
}

const struct command command_show = {
	.name = "show",
	.usage = "[--all] [--json] STORY",
	.summary = "Show a story: its articles, its text, and where it was seen",
	.help = "  --all    the text of all its articles, not the first alone\n"
		"  --json   one object\n"
		"\n"
		"STORY is a story's number, the address of one of its articles or of a headline that\n"
		"was listed, or its headline.\n",
	.run = run,
};
