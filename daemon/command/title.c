/* `newswire title`: the normalized title of each headline, and its hash. */
#include "command/command.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/codec.h"
#include "base/memory.h"
#include "base/text.h"
#include "title/title.h"

/* Names as they were given, borrowed from the command line. */
struct given {
	const char **names;
	size_t count, capacity;
};

static void
given_add(struct given *given, const char *name)
{
	given->names =
		mem_grow(given->names, given->count, &given->capacity, sizeof(*given->names));
	given->names[given->count++] = name;
}

static void
print_title(struct arena *arena, const char *headline, const struct title_names *names)
{
	struct title title;
	title_read(&title, arena, headline, names);
	json_t *json = codec_object();
	codec_put_text(json, "title", text_nfc(arena, slice_of(headline)));
	codec_put_text(json, "normalized", title.normalized);
	codec_put_text(json, "hash", title.hash[0] != '\0' ? title.hash : NULL);
	json_dumpf(json, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(json);
	arena_reset(arena);
}

/* A headline a line; false where reading failed. */
static bool
print_lines(struct arena *arena, const struct title_names *names)
{
	char *line = NULL;
	size_t capacity = 0;
	errno = 0;
	for (ssize_t length; (length = getline(&line, &capacity, stdin)) >= 0;) {
		line[strcspn(line, "\r\n")] = '\0';
		print_title(arena, line, names);
	}
	int error = errno;
	free(line); /* getline's own */
	errno = error;
	return !ferror(stdin);
}

static int
print_all(const struct command *command, const struct given *outlets, const struct given *sections,
	char **texts)
{
	int status = EXIT_SUCCESS;
	struct arena *arena = arena_new();
	struct title_names *names =
		title_names_new(outlets->names, outlets->count, sections->names, sections->count);
	for (char **text = texts; *text != NULL; text++)
		print_title(arena, *text, names);
	if (*texts == NULL && !print_lines(arena, names))
		status = command_failed(command, "standard input: %s", strerror(errno));
	title_names_free(names);
	arena_free(arena);
	return status;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "outlet", required_argument, NULL, 'o' },
		{ "section", required_argument, NULL, 's' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	(void)globals;
	struct given outlets = { 0 }, sections = { 0 };
	int status = -1;
	for (int c; status < 0 && (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'o': given_add(&outlets, optarg); break;
		case 's': given_add(&sections, optarg); break;
		case 'h': status = command_help(command); break;
		default: status = command_misuse(command, NULL); break;
		}
	}
	if (status < 0)
		status = print_all(command, &outlets, &sections, argv + optind);
	mem_free(outlets.names);
	mem_free(sections.names);
	return status;
}

const struct command command_title = {
	.name = "title",
	.usage = "[--outlet NAME]... [--section NAME]... [TEXT...]",
	.summary = "Print the normalized title of headlines, and the hash that names their story",
	.help = "  --outlet NAME   cut NAME off the front and the end of a title\n"
		"  --section NAME  cut NAME off too, where an outlet's name was cut\n\n"
		"Without TEXT, standard input has a headline a line. Each gives a line of JSON.\n",
	.run = run,
};
