/*
 * command.h - what a command of the companion is: a row of the table in newswire.c, and one file
 * here.
 *
 * A command parses its own options with getopt_long from argv[1] on (argv[0] is "newswire
 * NAME"), answers --help through command_help, and gives the exit status: 0 done, 1 a failure that
 * was reported, 2 wrong usage.
 */
#ifndef NEWSWIRED_COMMAND_COMMAND_H
#define NEWSWIRED_COMMAND_COMMAND_H

#include <stdbool.h>

#include "config/config.h"

#define EXIT_USAGE 2 /* wrong usage; EXIT_SUCCESS and EXIT_FAILURE are the other two */

/* What stands before the command: `newswire --store FILE --config FILE COMMAND ...`. */
struct command_globals {
	const char *store;  /* NULL: the configuration's, else COMMAND_STORE_DEFAULT */
	const char *config; /* NULL: none was named */
};

#define COMMAND_STORE_DEFAULT  "/var/lib/newswired/wire.db"
#define COMMAND_CONFIG_DEFAULT "/etc/newswired/newswired.json"

struct command {
	const char *name;
	const char *usage;   /* what follows the name: "[--outlet NAME]... [TEXT...]" */
	const char *summary; /* one line, no full stop */
	const char *help;    /* the options, a line each, as --help prints them */
	int (*run)(const struct command *command, const struct command_globals *globals, int argc,
		char **argv);
};

/* Prints usage, summary and options to stdout; gives EXIT_SUCCESS. */
int command_help(const struct command *command);

/*
 * Prints "newswire NAME: message" and where help is found to stderr; gives EXIT_USAGE. `format`
 * NULL: getopt has said it.
 */
int command_misuse(const struct command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Prints "newswire NAME: message" to stderr; gives EXIT_FAILURE. */
int command_failed(const struct command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * The configuration at `path`; its mistakes go to stderr. NULL where the main file has one. The
 * caller owns it.
 */
struct config *command_config(const char *path);

/* Whether it is an absolute http or https address, as --url wants one. */
bool command_is_address(const char *url);

/* The rows of the table, one a file. */
extern const struct command command_check;
extern const struct command command_probe;
extern const struct command command_import_opml;
extern const struct command command_export_opml;
extern const struct command command_extract;
extern const struct command command_feed;
extern const struct command command_robots;
extern const struct command command_title;
extern const struct command command_latest;
extern const struct command command_search;
extern const struct command command_show;
extern const struct command command_related;
extern const struct command command_outlets;
extern const struct command command_status;
extern const struct command command_export;
extern const struct command command_split;

#endif
