/* outlet-server: plays outlets on loopback, for `make demo`, `make replay` and whoever wants to try
 * newswired. */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <event2/event.h>

#include "base/memory.h"
#include "server/server.h"

#define EXIT_USAGE 2

static int
usage(FILE *out, int status)
{
	fprintf(out,
		"usage: outlet-server [--port N] [--port-file FILE] [--log FILE]\n"
		"                     [--round N] [--jsonl LIST] [--hosts] [DIR]\n\n"
		"Plays the outlets in DIR (a folder a host) on 127.0.0.1, also as an HTTP proxy,\n"
		"until it is killed.\n\n"
		"  --port N          the port (default: any that is free)\n"
		"  --port-file FILE  gets the port's number once the server listens\n"
		"  --log FILE        gets a line a request\n"
		"  --round N         begins with the N-th round (default: 1)\n"
		"  --jsonl LIST      plays the saved pages of LIST as well, with a feed of each\n"
		"                    host's pages at /newswired-replay.xml\n"
		"  --hosts           only prints the hosts of LIST\n");
	return status;
}

/* Written aside and moved, so that whoever waits for the file never reads half a number. */
static bool
write_port(const char *name, int port)
{
	char *aside = mem_printf("%s.new", name);
	FILE *file = fopen(aside, "w");
	bool written = file != NULL && fprintf(file, "%d\n", port) > 0;
	if (file != NULL)
		written &= fclose(file) == 0;
	written = written && rename(aside, name) == 0;
	if (!written)
		fprintf(stderr, "outlet-server: %s: %s\n", name, strerror(errno));
	mem_free(aside);
	return written;
}

static void
on_signal(evutil_socket_t signal_number, short what, void *base)
{
	(void)signal_number, (void)what;
	event_base_loopbreak(base);
}

static int
serve(const struct server_options *options, const char *port_file, bool only_hosts,
	int round_number)
{
	struct event_base *base = event_base_new();
	struct err err = { 0 };
	struct server *server = server_new(base, options, &err);
	if (server == NULL) {
		fprintf(stderr, "outlet-server: %s\n", err.text);
		event_base_free(base);
		return EXIT_FAILURE;
	}
	server_set_round(server, round_number);
	struct event *stop[] = { evsignal_new(base, SIGTERM, on_signal, base),
		evsignal_new(base, SIGINT, on_signal, base) };
	evsignal_add(stop[0], NULL);
	evsignal_add(stop[1], NULL);
	bool ready = true;
	if (only_hosts) {
		for (const char *const *host = server_hosts(server); *host != NULL; host++)
			puts(*host);
	} else {
		ready = port_file == NULL || write_port(port_file, server_port(server));
		if (port_file == NULL)
			printf("http://127.0.0.1:%d\n", server_port(server));
		fflush(stdout);
		if (ready)
			event_base_dispatch(base);
	}
	server_free(server);
	event_free(stop[0]);
	event_free(stop[1]);
	event_base_free(base);
	return ready ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* The map: server.c answers; documents.c and replay.c have what is served; misbehave.c goes wrong
 * on purpose. */
int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "port", required_argument, NULL, 'p' },
		{ "port-file", required_argument, NULL, 'f' },
		{ "log", required_argument, NULL, 'l' },
		{ "jsonl", required_argument, NULL, 'j' },
		{ "round", required_argument, NULL, 'r' },
		{ "hosts", no_argument, NULL, 'H' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	struct server_options server = { 0 };
	const char *port_file = NULL;
	bool only_hosts = false;
	int round_number = 1;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'p': server.port = atoi(optarg); break;
		case 'f': port_file = optarg; break;
		case 'l': server.log = optarg; break;
		case 'j': server.list = optarg; break;
		case 'r': round_number = atoi(optarg); break;
		case 'H': only_hosts = true; break;
		case 'h': return usage(stdout, EXIT_SUCCESS);
		default: return usage(stderr, EXIT_USAGE);
		}
	}
	if (argc - optind > 1 || (optind == argc && server.list == NULL))
		return usage(stderr, EXIT_USAGE);
	server.dir = argv[optind];
	return serve(&server, port_file, only_hosts, round_number);
}
