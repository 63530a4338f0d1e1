/* `newswire search`: articles by their words. */
#include "command/command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "command/ask.h"
#include "command/terminal.h"

#define LIMIT_DEFAULT 20
#define LIMIT_MAX     1000000

/* What is shown of a body around the first word that was asked for. */
#define EXCERPT_BEFORE_BYTES 60
#define EXCERPT_BYTES        300

struct wanted {
	const char *words; /* as typed */
	const char *outlet, *since;
	int64_t limit;
	bool newest, json;
};

/* The first word of the question that stands in the text, both folded; NULL where none does. */
static const char *
find_word(struct arena *arena, const char *folded, const char *question)
{
	const char *words = text_fold_lower(arena, slice_of(question));
	while (*words != '\0') {
		words += strspn(words, " \"-*");
		size_t length = strcspn(words, " \"*");
		const char *found =
			length > 0 ? strstr(folded, arena_strndup(arena, words, length)) : NULL;
		if (found != NULL)
			return found;
		words += length;
	}
	return NULL;
}

/*
 * Some words of the body around the first that was asked for, else its beginning. Lower case may
 * have another length: the place is found in the folded text and is near enough in the other.
 */
static const char *
excerpt(struct arena *arena, const char *body, const char *question)
{
	const char *text = text_fold(arena, slice_of(body));
	const char *folded = text_fold_lower(arena, slice_of(body));
	const char *found = find_word(arena, folded, question);
	size_t length = strlen(text), from = 0;
	if (found != NULL && (size_t)(found - folded) > EXCERPT_BEFORE_BYTES)
		from = (size_t)(found - folded) - EXCERPT_BEFORE_BYTES;
	if (from > length)
		from = 0;
	from = text_cut(text, length, from);
	const char *start = text + from, *blank = from > 0 ? strchr(start, ' ') : NULL;
	if (blank != NULL && blank - start < EXCERPT_BEFORE_BYTES)
		start = blank + 1;
	size_t shown = text_cut(start, strlen(start), EXCERPT_BYTES);
	return arena_printf(arena, "%s%.*s", from > 0 ? "\u2026 " : "", (int)shown, start);
}

static void
print_hit(const struct terminal *terminal, struct arena *arena, const struct query_rows *rows,
	size_t row, const char *question)
{
	const char *agency = query_value(rows, row, "agency")->text;
	const char *head = arena_printf(
		arena, "%s  ", terminal_time(arena, query_value(rows, row, "arrived")->text));
	terminal_print(terminal, STYLE_FAINT, head);
	terminal_print(
		terminal, STYLE_NAME, terminal_line(arena, query_value(rows, row, "outlet")->text));
	if (agency != NULL)
		printf(" (%s)", terminal_line(arena, agency));
	terminal_print(terminal, STYLE_FAINT,
		arena_printf(arena, "  #%s\n", query_value(rows, row, "story_id")->text));
	terminal_wrap(terminal, arena, STYLE_STRONG, query_value(rows, row, "headline")->text, 2);
	const char *body = query_value(rows, row, "body")->text;
	if (body != NULL && body[0] != '\0') {
		size_t columns = 2 * (terminal->columns < 80 ? terminal->columns : 80) - 8;
		const char *line = terminal_line(arena, excerpt(arena, body, question));
		terminal_wrap(terminal, arena, STYLE_PLAIN, terminal_cut(arena, line, columns), 2);
	}
	/* An address is not broken: people copy it. */
	printf("  ");
	terminal_print(
		terminal, STYLE_FAINT, terminal_line(arena, query_value(rows, row, "url")->text));
	printf("\n\n");
}

static int
print_hits(const struct command *command, struct query *query, const struct wanted *wanted,
	struct arena *arena)
{
	struct query_rows rows;
	struct terminal terminal;
	const char *words = query_words(arena, wanted->words);
	if (words == NULL)
		return command_misuse(command, "there is no word in '%s'", wanted->words);
	if (wanted->outlet != NULL && !ask_has_outlet(command, query, arena, wanted->outlet))
		return EXIT_FAILURE;
	const struct query_parameter parameters[] = {
		{ ":words", words, 0 },
		{ ":limit", NULL, wanted->limit },
		{ ":outlet", wanted->outlet, 0 },
		{ ":since", wanted->since, 0 },
	};
	/* Those not given stay unbound, which is NULL. */
	struct query_parameter given[4];
	size_t count = 0;
	for (size_t i = 0; i < 4; i++)
		if (parameters[i].text != NULL || parameters[i].number != 0)
			given[count++] = parameters[i];
	enum question question = wanted->newest ? QUERY_SEARCH_NEWEST : QUERY_SEARCH;
	if (!ask_rows(command, query, arena, question, given, count, &rows))
		return EXIT_FAILURE;
	terminal_init(&terminal);
	if (wanted->json)
		ask_print_json(&rows);
	for (size_t r = 0; r < rows.count && !wanted->json; r++)
		print_hit(&terminal, arena, &rows, r, wanted->words);
	if (rows.count == 0 && !wanted->json)
		fprintf(stderr, "newswire search: nothing found\n");
	return EXIT_SUCCESS;
}

/*
 * All arguments as one question. One with a blank in it was quoted in the shell: it is a phrase,
 * unless it has quotes of its own.
 */
static const char *
join_arguments(struct arena *arena, int argc, char **argv)
{
	const char *words = "";
	for (int i = optind; i < argc; i++) {
		bool phrase = argc - optind > 1 && strchr(argv[i], ' ') != NULL &&
			      strchr(argv[i], '"') == NULL;
		words = arena_printf(arena, phrase ? "%s \"%s\"" : "%s %s", words, argv[i]);
	}
	return words;
}

static int
search(const struct command *command, const struct command_globals *globals, struct wanted *wanted,
	int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct query *query = NULL;
	int status = EXIT_FAILURE;
	wanted->words = join_arguments(arena, argc, argv);
	if (wanted->since != NULL) {
		const char *since = ask_read_since(arena, wanted->since, clock_now());
		if (since == NULL) {
			status = command_misuse(command,
				"--since: a date, or how long ago (2d, 12h), not '%s'",
				wanted->since);
			goto out;
		}
		wanted->since = since;
	}
	query = ask_open(command, globals);
	if (query != NULL)
		status = print_hits(command, query, wanted, arena);
out:
	query_close(query);
	arena_free(arena);
	return status;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "limit", required_argument, NULL, 'n' },
		{ "outlet", required_argument, NULL, 'o' },
		{ "since", required_argument, NULL, 's' },
		{ "newest", no_argument, NULL, 'w' },
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	struct wanted wanted = { .limit = LIMIT_DEFAULT };
	for (int c; (c = getopt_long(argc, argv, "n:", options, NULL)) != -1;) {
		switch (c) {
		case 'n':
			if (!ask_read_number(optarg, LIMIT_MAX, &wanted.limit))
				return command_misuse(
					command, "--limit: a number from 1 to %d", LIMIT_MAX);
			break;
		case 'o': wanted.outlet = optarg; break;
		case 's': wanted.since = optarg; break;
		case 'w': wanted.newest = true; break;
		case 'j': wanted.json = true; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (optind == argc)
		return command_misuse(command, "which words?");
	return search(command, globals, &wanted, argc, argv);
}

const struct command command_search = {
	.name = "search",
	.usage = "[--limit N] [--outlet ID] [--since TIME] [--newest] [--json] [--] WORD...",
	.summary = "Find articles by the words of their headline and text",
	.help = "  -n, --limit N   so many articles (20)\n"
		"  --outlet ID     of one outlet\n"
		"  --since TIME    read since a date (2015-09-30), a time, or so long ago (2d, 12h)\n"
		"  --newest        newest first, not best first\n"
		"  --json          one object a line\n"
		"\n"
		"All words must stand in an article; \"several in quotes\" in this order; wor* leaves\n"
		"the end open; -word excludes (after --). Chinese, Japanese and Korean are found by any\n"
		"characters that follow each other.\n",
	.run = run,
};
