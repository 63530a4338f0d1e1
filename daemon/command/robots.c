/* `newswire robots`: whether a robots.txt lets an agent ask for an address. */
#include "command/command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/url.h"
#include "command/input.h"
#include "extract/inflate.h"
#include "fetch/robots.h"

#define EXIT_DISALLOWED 1
#define EXIT_UNREADABLE 2

static int
unreadable(const struct command *command, const char *file, const struct err *err)
{
	command_failed(command, "%s: %s", file, err->text);
	return EXIT_UNREADABLE;
}

static int
answer(const struct command *command, const char *agent, const char *url, const char *file)
{
	struct buffer bytes;
	struct slice text;
	struct err err;
	if (!input_read(file, &bytes, &err))
		return unreadable(command, file, &err);
	struct arena *arena = arena_new();
	int status;
	if (inflate_body(arena, (struct slice){ bytes.data, bytes.length }, NULL, INPUT_MAX_BYTES,
		    &text, &err)) {
		/* As the daemon would ask for it; a bare path is taken as it stands. */
		const char *resolved = url_resolve(arena, NULL, slice_of(url), false);
		struct robots *robots = robots_read(text, agent);
		bool allowed = robots_allows(robots, resolved != NULL ? resolved : url);
		robots_free(robots);
		puts(allowed ? "allowed" : "disallowed");
		status = allowed ? EXIT_SUCCESS : EXIT_DISALLOWED;
	} else {
		status = unreadable(command, file, &err);
	}
	arena_free(arena);
	buffer_release(&bytes);
	return status;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "agent", required_argument, NULL, 'a' },
		{ "url", required_argument, NULL, 'u' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	(void)globals;
	const char *agent = "newswired", *url = NULL;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'a': agent = optarg; break;
		case 'u': url = optarg; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (url == NULL || *url == '\0')
		return command_misuse(command, "--url is missing");
	if (argc - optind != 1)
		return command_misuse(command, "one FILE is needed");
	return answer(command, agent, url, argv[optind]);
}

const struct command command_robots = {
	.name = "robots",
	.usage = "[--agent AGENT] --url URL FILE",
	.summary = "Ask a robots.txt whether an agent may fetch an address",
	.help = "  --agent AGENT   who asks: a token or a whole User-Agent (newswired)\n"
		"  --url URL       the address asked for, or its path\n"
		"\n"
		"Prints `allowed` (exit status 0) or `disallowed` (1); exits 2 where FILE\n"
		"cannot be read.\n",
	.run = run,
};
