/* `newswire import-opml` and `newswire export-opml`: feeds from and for other readers. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/url.h"
#include "command/command.h"
#include "command/input.h"
#include "command/terminal.h"
#include "config/config.h"
#include "config/outlets.h"
#include "probe/exchange.h"

#define OPML_MAX_BYTES ((size_t)64 << 20)

struct import {
	const struct command *command;
	struct arena *arena;
	struct config *config; /* the outlets that are there */
	const char *folder;
};

/* Whether an outlet, or a file, of that id is there. */
static bool
is_taken(const char *id, void *arg)
{
	const struct import *import = arg;
	for (size_t i = 0; i < import->config->unusable_count; i++)
		if (strcmp(import->config->unusable[i].name, id) == 0)
			return true;
	return config_outlet(import->config, id) != NULL ||
	       access(arena_printf(import->arena, "%s/%s.json", import->folder, id), F_OK) == 0;
}

static bool
write_draft(struct import *import, struct draft *draft)
{
	struct err err;
	const char *host = url_host(
		import->arena, draft->homepage != NULL ? draft->homepage : draft->sources[0].url);
	draft->id = draft_unique_id(import->arena, draft_id(import->arena, host), is_taken, import);
	const char *path = arena_printf(import->arena, "%s/%s.json", import->folder, draft->id);
	if (!draft_write(draft, path, &err)) {
		command_failed(import->command, "%s", err.text);
		return false;
	}
	printf("%s: %s, %s\n", path, terminal_line(import->arena, draft->name),
		terminal_count(import->arena, (int64_t)draft->source_count, "feed", "feeds"));
	return true;
}

static int
import_file(struct import *import, const char *name)
{
	struct buffer bytes;
	struct opml opml;
	struct err err;
	if (!input_read(name, &bytes, &err))
		return command_failed(import->command, "%s: %s", name, err.text);
	const struct slice text = { bytes.length > 0 ? bytes.data : "", bytes.length };
	bool good = opml_read(import->arena, text, &opml, &err);
	if (!good)
		command_failed(import->command, "%s: %s", name, err.text);
	struct exchange found = { 0 };
	if (good)
		found = exchange_read(import->arena, &opml, import->config);
	for (size_t i = 0; i < found.skipped_count; i++)
		fprintf(stderr, "newswire import-opml: left out: %s: %s\n",
			terminal_line(import->arena, found.skipped[i].url),
			found.skipped[i].reason);
	if (good && opml.unusable > 0)
		fprintf(stderr, "newswire import-opml: left out: %s without an http address\n",
			terminal_count(import->arena, (int64_t)opml.unusable, "feed", "feeds"));
	for (size_t i = 0; good && i < found.count; i++)
		good = write_draft(import, &found.drafts[i]);
	if (good && opml.count == 0)
		command_failed(import->command, "%s: no feed in it", name);
	good = good && opml.count > 0;
	buffer_release(&bytes);
	return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The outlets that are in the folder already; those with mistakes are not this command's matter. */
static struct config *
load_folder(const struct command *command, const char *folder)
{
	struct config_mistakes mistakes;
	struct err err;
	struct config *config = config_default();
	config_mistakes_init(&mistakes);
	config->outlets_path = folder;
	bool read = outlets_read(config, &mistakes, &err);
	config_mistakes_release(&mistakes);
	if (read)
		return config;
	command_failed(command, "%s", err.text);
	config_free(config);
	return NULL;
}

static int
run_import(
	const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "into", required_argument, NULL, 'i' },
		{ "config", required_argument, NULL, 'c' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	const char *into = NULL, *config_path = globals->config;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'i': into = optarg; break;
		case 'c': config_path = optarg; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (argc - optind != 1)
		return command_misuse(command, "one FILE is needed");
	if (into == NULL && config_path == NULL)
		return command_misuse(command, "--into DIR or --config FILE is needed");
	struct import import = { .command = command };
	import.config = into != NULL ? load_folder(command, into) : command_config(config_path);
	if (import.config == NULL)
		return EXIT_FAILURE;
	import.arena = arena_new();
	import.folder = import.config->outlets_path;
	int status = import_file(&import, argv[optind]);
	arena_free(import.arena);
	config_free(import.config);
	return status;
}

static int
run_export(
	const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	const char *path = globals->config != NULL ? globals->config : COMMAND_CONFIG_DEFAULT;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'c': path = optarg; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (argc > optind)
		return command_misuse(command, "no argument is taken");
	struct config *config = command_config(path);
	if (config == NULL)
		return EXIT_FAILURE;
	struct buffer out;
	buffer_init(&out, OPML_MAX_BYTES);
	bool written = exchange_write(&out, config);
	if (written)
		fwrite(out.data, 1, out.length, stdout);
	else
		command_failed(command, "more than %zu bytes", OPML_MAX_BYTES);
	buffer_release(&out);
	config_free(config);
	return written ? EXIT_SUCCESS : EXIT_FAILURE;
}

const struct command command_import_opml = {
	.name = "import-opml",
	.usage = "[--into DIR] [--config FILE] FILE",
	.summary = "Make outlets of the feeds in an OPML file",
	.help = "  --into DIR     the folder of outlets to write into\n"
		"  --config FILE  write into the folder of this configuration\n"
		"\n"
		"Feeds of one site become one outlet. Feeds that an outlet of the folder has\n"
		"already are left out; no file is ever overwritten. Prints the files it wrote.\n",
	.run = run_import,
};

const struct command command_export_opml = {
	.name = "export-opml",
	.usage = "[--config FILE]",
	.summary = "Print the feeds of all enabled outlets as OPML",
	.help = "  --config FILE  the configuration (default: " COMMAND_CONFIG_DEFAULT ")\n"
		"\n"
		"Sitemaps and section pages have no place in OPML.\n",
	.run = run_export,
};
