/* The companion's main(): finds the command and hands over. */
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
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
	       "A command's options stand behind it: 'newswire help COMMAND' tells them, newswire(1)\n"
	       "the rest.\n",
		COMMAND_STORE_DEFAULT);
	return EXIT_SUCCESS;
}

/* The command whose name it is; NULL where it is none. */
static const struct command *
find_command(const char *name)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static int
no_command(const char *name)
{
	struct nearest nearest;
	nearest_init(&nearest, name);
	for (size_t i = 0; commands[i] != NULL; i++)
		nearest_offer(&nearest, commands[i]->name);
	fprintf(stderr, "newswire: no command '%s'", name);
	if (nearest.best != NULL)
		fprintf(stderr, "; did you mean '%s'?", nearest.best);
	fprintf(stderr, "%s Try 'newswire --help'.\n", nearest.best != NULL ? "" : ".");
	return EXIT_USAGE;
}

/* `newswire help`, `newswire help COMMAND`. */
static int
help_about(const char *name)
{
	if (name == NULL)
		return help();
	const struct command *command = find_command(name);
	return command != NULL ? command_help(command) : no_command(name);
}

/* getopt has told which option is none of those that stand before the command. */
static int
misplaced(int argc, char **argv, const char *option)
{
	const struct command *command = NULL;
	for (int i = 1; i < argc && command == NULL; i++)
		command = find_command(argv[i]);
	if (command != NULL)
		fprintf(stderr, "A command's options stand behind it: 'newswire %s %s ...'.\n",
			command->name, option);
	fprintf(stderr, "Try 'newswire --help'.\n");
	return EXIT_USAGE;
}

/* An option that stands before commands, among the arguments of one that has none of that name. */
static const char *
belated(const struct command *command, char **arguments)
{
	static const char *const names[] = { "--store", "--config" };
	for (; *arguments != NULL && strcmp(*arguments, "--") != 0; arguments++) {
		size_t length = strcspn(*arguments, "=");
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (length == strlen(names[i]) &&
				strncmp(*arguments, names[i], length) == 0 &&
				strstr(command->usage, names[i]) == NULL)
				return names[i];
	}
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
		default: return misplaced(argc, argv, argv[optind - 1]);
		}
	}
	if (optind == argc) {
		fprintf(stderr, "newswire: which command? Try 'newswire --help'.\n");
		return EXIT_USAGE;
	}
	if (strcmp(argv[optind], "help") == 0)
		return help_about(argv[optind + 1]);
	const struct command *command = find_command(argv[optind]);
	if (command == NULL)
		return no_command(argv[optind]);
	const char *late = belated(command, argv + optind);
	if (late != NULL)
		return command_misuse(command, "%s stands before the command: newswire %s FILE %s",
			late, late, command->name);
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
