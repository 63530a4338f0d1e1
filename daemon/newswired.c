/* The daemon's main(): reads like a table of contents. */
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <event2/event.h>
#include <event2/thread.h>

#include "base/log.h"
#include "base/version.h"
#include "service/daemon.h"
#include "worker/worker.h"

#define EXIT_USAGE 2

/* `newswired --check`: every mistake of the configuration, on standard error. */
static int
check_config(const char *path)
{
	switch (config_check(path, false, stderr)) {
	case CONFIG_SOUND: return EXIT_SUCCESS;
	case CONFIG_PARTLY: return EXIT_FAILURE;
	case CONFIG_UNUSABLE: break;
	}
	return EXIT_UNUSABLE;
}

static int
run(struct daemon *d)
{
	evthread_use_pthreads();
	signal(SIGPIPE, SIG_IGN);
	umask(0027);
	d->base = event_base_new();
	if (d->base == NULL) {
		log_error("daemon.start", "error=\"no event loop\"");
		return EXIT_FAILURE;
	}
	int status = parts_start(d);
	if (status == EXIT_SUCCESS) {
		signals_listen(d);
		daemon_tell_ready(d);
		event_base_dispatch(d->base);
		signals_ignore(d);
	}
	parts_stop(d);
	event_base_free(d->base);
	return status;
}

static int
help(void)
{
	printf("usage: newswired [--config FILE] [--once] [--check] [--verbose]\n\n"
	       "Polls the configured news outlets, reads their articles and the headline lists around\n"
	       "them, and keeps it all in one SQLite file.\n\n"
	       "  --config FILE  the configuration (default: %s)\n"
	       "  --once         poll every source once, fetch what is pending, and end\n"
	       "  --check        name every mistake of the configuration, and end\n"
	       "  --verbose      log at level debug\n"
	       "  --help, --version\n\n"
	       "SIGTERM ends it, SIGHUP reloads the configuration, SIGUSR1 reopens the log.\n"
	       "Exit status: 0 done, 1 a failure that was reported (of --check: an outlet is left out\n"
	       "for its mistakes), 2 wrong usage, 78 a configuration or a store that cannot be used.\n"
	       "See newswired(8).\n",
		CONFIG_DEFAULT_PATH);
	return EXIT_SUCCESS;
}

/*
 * The map. service/ starts and stops the parts. A story goes: schedule/ what is due; fetch/ brings
 * the document; worker/ and extract/ (over html/ and title/) read it; store/ keeps it; base/log.c
 * tells. desk/ hands each piece on: outlets.c who is read, poll.c sources, choose.c which of their
 * entries, page.c articles, pending.c links that wait in the store. config/ is what all were told;
 * article/ what the stages pass on; base/ what all stand on.
 */
int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "config", required_argument, NULL, 'c' },
		{ "once", no_argument, NULL, 'o' },
		{ "check", no_argument, NULL, 'k' },
		{ "verbose", no_argument, NULL, 'v' },
		{ "help", no_argument, NULL, 'h' },
		{ "version", no_argument, NULL, 'V' },
		{ NULL, 0, NULL, 0 },
	};
	struct daemon d = { .config_path = CONFIG_DEFAULT_PATH };
	bool check = false;
	if (argc == 3 && strcmp(argv[1], WORKER_OPTION) == 0)
		return worker_main(argv[2]);
	setlocale(LC_CTYPE, "C.UTF-8");
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'c': d.config_path = optarg; break;
		case 'o': d.once = true; break;
		case 'k': check = true; break;
		case 'v': d.verbose = true; break;
		case 'h': return help();
		case 'V': printf("newswired %s\n", NEWSWIRED_VERSION); return EXIT_SUCCESS;
		default: fprintf(stderr, "Try 'newswired --help'.\n"); return EXIT_USAGE;
		}
	}
	if (optind < argc) {
		fprintf(stderr, "newswired: unexpected argument '%s'\nTry 'newswired --help'.\n",
			argv[optind]);
		return EXIT_USAGE;
	}
	return check ? check_config(d.config_path) : run(&d);
}
