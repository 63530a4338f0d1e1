/* `newswire split`: undoes a join. */
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "command/ask.h"
#include "store/store.h"

/* The number of the new story; 0 where there is none, which has been said on stderr. */
static int64_t
split(const struct command *command, const char *path, int64_t article)
{
	struct err err;
	int64_t story = 0;
	struct store *store = store_open(path, &err);
	bool good = store != NULL && store_begin(store, &err);
	if (good) {
		story = store_split(store, article, clock_now());
		good = store_commit(store, &err);
	}
	store_close(store);
	if (!good)
		command_failed(command, "%s", err.text);
	else if (story == 0)
		command_failed(command, "%" PRId64 " is no article, or the only one of its story",
			article);
	return good ? story : 0;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	char configured[ASK_PATH_BYTES];
	int64_t article;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (c == 'h')
			return command_help(command);
		return command_misuse(command, NULL);
	}
	if (argc - optind != 1 || !ask_read_number(argv[optind], INT64_MAX, &article))
		return command_misuse(command, "the number of one ARTICLE is needed");
	/* Only what is there is opened to write: a path mistyped makes no store. */
	struct query *query = ask_open(command, globals);
	if (query == NULL)
		return EXIT_FAILURE;
	query_close(query);
	int64_t story = split(command, ask_path(command, globals, configured), article);
	if (story == 0)
		return EXIT_FAILURE;
	printf("article %" PRId64 " is story %" PRId64 " now\n", article, story);
	return EXIT_SUCCESS;
}

const struct command command_split = {
	.name = "split",
	.usage = "ARTICLE",
	.summary = "Undo a join: give an article a story of its own",
	.help = "ARTICLE is an article's number, as 'newswire show STORY' tells it.\n"
		"\n"
		"It stays apart when it is read again. The only command that changes the store: it\n"
		"needs the daemon's rights, and that the daemon is stopped meanwhile.\n",
	.run = run,
};
