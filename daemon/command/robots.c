/* `newswire robots`: whether a robots.txt lets an agent ask for an address. */
#include "command/command.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/url.h"
#include "fetch/robots.h"

#define EXIT_DISALLOWED 1
#define EXIT_UNREADABLE 2

/* Reads up to the ceiling and one byte more, so that robots_read sees that there was more. */
static bool
read_file(const char *name, struct buffer *out)
{
	FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
	if (file == NULL)
		return false;
	buffer_init(out, ROBOTS_MAX_BYTES + 1);
	char *to = buffer_reserve(out, out->max);
	errno = 0;
	out->length = fread(to, 1, out->max, file);
	to[out->length] = '\0';
	bool failed = ferror(file) != 0;
	int error = errno;
	if (file != stdin)
		fclose(file);
	errno = error;
	if (failed)
		buffer_release(out);
	return !failed;
}

static int
answer(const struct command *command, const char *agent, const char *url, const char *file)
{
	struct buffer bytes;
	if (!read_file(file, &bytes)) {
		command_failed(command, "%s: %s", file, strerror(errno));
		return EXIT_UNREADABLE;
	}
	struct arena *arena = arena_new();
	/* As the daemon would ask for it; a bare path is taken as it stands. */
	const char *resolved = url_resolve(arena, NULL, slice_of(url), false);
	struct robots *robots = robots_read((struct slice){ bytes.data, bytes.length }, agent);
	bool allowed = robots_allows(robots, resolved != NULL ? resolved : url);
	robots_free(robots);
	arena_free(arena);
	buffer_release(&bytes);
	puts(allowed ? "allowed" : "disallowed");
	return allowed ? EXIT_SUCCESS : EXIT_DISALLOWED;
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
	if (url == NULL)
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
