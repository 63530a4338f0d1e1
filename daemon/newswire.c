/* The companion's main(): finds the command and hands over. */
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/version.h"
#include "command/command.h"
#include "worker/worker.h"

/* In the order --help lists them. */
static const struct command *const commands[] = {
	&command_extract,
	&command_feed,
	&command_title,
	&command_robots,
	&command_check,
	&command_probe,
	&command_import_opml,
	&command_export_opml,
	&command_latest,
	&command_search,
	&command_show,
	&command_related,
	&command_outlets,
	&command_status,
	&command_export,
	&command_split,
	NULL,
};

static int
help(void)
{
	printf("usage: newswire [--store FILE] [--config FILE] COMMAND [ARGUMENT...]\n\n"
	       "Reads news pages, and the store that newswired keeps.\n\n");
	for (size_t i = 0; commands[i] != NULL; i++)
		printf("  %-11s %s\n", commands[i]->name, commands[i]->summary);
	printf("\n"
	       "  --store FILE   the store (default: the configuration's, else %s)\n"
	       "  --config FILE  the configuration\n"
	       "  --help, --version\n\n"
	       "'newswire COMMAND --help' tells a command's options; newswire(1) tells the rest.\n",
		COMMAND_STORE_DEFAULT);
	return EXIT_SUCCESS;
}

static const struct command *
find_command(const char *name)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

/*
 * The map: base/ what all stand on; command/NAME.c the command NAME (opml.c has two); extract/,
 * html/, title/ what reads pages; store/query.c what reads the store; probe/ what finds outlets, by
 * fetch/ and worker/: the workers are this program, too.
 */
int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "store", required_argument, NULL, 's' },
		{ "config", required_argument, NULL, 'c' },
		{ "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'v' },
		{ NULL, 0, NULL, 0 },
	};
	struct command_globals globals = { NULL, NULL };
	if (argc == 3 && strcmp(argv[1], WORKER_OPTION) == 0)
		return worker_main(argv[2]);
	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_DFL); /* a closed pipe ends the program, quietly */
	for (int c; (c = getopt_long(argc, argv, "+", options, NULL)) != -1;) {
		switch (c) {
		case 's': globals.store = optarg; break;
		case 'c': globals.config = optarg; break;
		case 'h': return help();
		case 'v': printf("newswire %s\n", NEWSWIRED_VERSION); return EXIT_SUCCESS;
		default: fprintf(stderr, "Try 'newswire --help'.\n"); return EXIT_USAGE;
		}
	}
	if (optind == argc) {
		fprintf(stderr, "newswire: which command? Try 'newswire --help'.\n");
		return EXIT_USAGE;
	}
	const struct command *command = find_command(argv[optind]);
	if (command == NULL) {
		fprintf(stderr, "newswire: no command '%s'. Try 'newswire --help'.\n",
			argv[optind]);
		return EXIT_USAGE;
	}
	argc -= optind;
	argv += optind;
	char name[64]; /* what getopt's messages begin with */
	snprintf(name, sizeof(name), "newswire %s", command->name);
	argv[0] = name;
	optind = 0; /* getopt starts anew: a command's options may stand behind its arguments */
	int status = command->run(command, &globals, argc, argv);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "newswire: writing the output failed\n");
		return EXIT_FAILURE;
	}
	return status;
}
