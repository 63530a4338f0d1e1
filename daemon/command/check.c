/* newswire check: every mistake of a configuration. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "command/command.h"
#include "config/config.h"
#include "config/keys.h"

static int
print_keys(void)
{
	printf("newswired.json\n\n");
	keys_print(stdout, &main_keys, "");
	printf("\noutlets.d/NAME.json\n\n");
	keys_print(stdout, &outlet_keys, "");
	return EXIT_SUCCESS;
}

static int
run_check(
	const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "keys", no_argument, NULL, 'k' },
		{ "quiet", no_argument, NULL, 'q' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	const char *path = globals->config != NULL ? globals->config : COMMAND_CONFIG_DEFAULT;
	bool quiet = false;
	for (int c; (c = getopt_long(argc, argv, "q", options, NULL)) != -1;) {
		switch (c) {
		case 'k': return print_keys();
		case 'c': path = optarg; break;
		case 'q': quiet = true; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (argc - optind > 1)
		return command_misuse(command, "one configuration at a time");
	return config_check(optind < argc ? argv[optind] : path, quiet, stdout) == CONFIG_SOUND
		       ? EXIT_SUCCESS
		       : EXIT_FAILURE;
}

const struct command command_check = {
	.name = "check",
	.usage = "[--quiet] [CONFIG | --config CONFIG] | --keys",
	.summary = "Name every mistake of a configuration by file, line and key",
	.help = "  CONFIG       newswired.json (default: " COMMAND_CONFIG_DEFAULT ")\n"
		"  -q, --quiet  nothing is printed where nothing is wrong\n"
		"      --keys   describes every key instead\n"
		"\nThe outlets it names are checked with it. Exit status 1 where there is a mistake,\n"
		"whether newswired would not start, or start without an outlet.\n",
	.run = run_check,
};
