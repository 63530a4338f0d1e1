/* `newswire feed`: source documents as JSON, a line a file. */
#include "command/command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "article/codec.h"
#include "base/clock.h"
#include "command/input.h"
#include "extract/extract.h"

/* One line of JSON on stdout; takes `json` over. */
static void
print_line(json_t *json)
{
	json_dumpf(json, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(json);
}

/* False where the file could not be read as a source; its line then says why. */
static bool
print_file(struct arena *arena, struct extract_request *request, const char *file)
{
	struct buffer bytes;
	struct source_document document;
	struct err err = { 0 };
	bool read = input_read(file, &bytes, &err);
	if (read) {
		request->bytes = (struct slice){ bytes.data, bytes.length };
		bool known = extract_source(arena, request, &document, &err);
		if (known)
			print_line(source_to_json(&document, file));
		buffer_release(&bytes);
		read = known;
	}
	if (!read) {
		json_t *json = codec_object();
		codec_put_text(json, "file", file);
		codec_put_text(json, "error", err.text);
		print_line(json);
	}
	arena_reset(arena);
	return read;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "url", required_argument, NULL, 'u' },
		{ "content-type", required_argument, NULL, 't' },
		{ "html", no_argument, NULL, 'H' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	(void)globals;
	struct extract_request request = { .crawled = CLOCK_NEVER };
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'u':
			if (!command_is_address(optarg))
				return command_misuse(command, "--url %s: no http address", optarg);
			request.url = optarg;
			break;
		case 't': request.content_type = optarg; break;
		case 'H': request.want_html = true; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (optind == argc)
		return command_misuse(command, "no FILE is named");
	int status = EXIT_SUCCESS;
	struct arena *arena = arena_new();
	for (int i = optind; i < argc; i++) {
		if (!print_file(arena, &request, argv[i]))
			status = EXIT_FAILURE;
	}
	arena_free(arena);
	return status;
}

const struct command command_feed = {
	.name = "feed",
	.usage = "[--url URL] [--content-type TYPE] [--html] FILE...",
	.summary = "Read feeds, sitemaps and section pages: their entries as JSON, a line a file",
	.help = "  --url URL            where the document is from: relative links are read against it\n"
		"  --content-type TYPE  the Content-Type it came with\n"
		"  --html               keep clean markup in summary and content\n",
	.run = run,
};
