/*
 * daemon.h - the daemon as a whole: its parts, started in order and stopped in reverse, and what
 * wakes it.
 *
 *      configuration --> store --> workers --> fetch --> desk, then signals and timers
 */
#ifndef NEWSWIRED_SERVICE_DAEMON_H
#define NEWSWIRED_SERVICE_DAEMON_H

#include <stdbool.h>
#include <stddef.h>

#include <event2/event.h>

#include "config/config.h"
#include "desk/desk.h"
#include "fetch/fetch.h"
#include "store/store.h"
#include "store/writer.h"
#include "worker/pool.h"

/* A configuration or a store that cannot be used: EX_CONFIG of sysexits(3). */
#define EXIT_UNUSABLE 78

/* The whole daemon; one, on main's stack. */
struct daemon {
	const char *config_path;
	bool once, verbose;
	struct event_base *base;
	struct event *signals[4], *status, *watchdog, *prune, *deadline;
	struct config *config; /* until the desk has it; then only lent, and replaced at a reload */
	struct fetcher *fetcher;
	struct pool *pool;
	struct writer *writer;
	struct desk *desk;
	struct arena *sources_arena;
	struct store_source *sources;
	size_t source_count;
	struct desk_memory *memories;
	size_t memory_count;
	bool stopping;
	bool stuck;       /* the log has said that the store cannot be written */
	int64_t stuck_ms; /* since when (monotonic) */
	size_t started;   /* parts */
};

/*
 * parts.c: gives an exit status; what went wrong is in the log. What was started is stopped by
 * parts_stop, whatever the status.
 */
int parts_start(struct daemon *daemon);
void parts_stop(struct daemon *daemon);
/* To the log and the service manager; from then on it may be sent signals. */
void daemon_tell_ready(const struct daemon *daemon);
/* Mistakes go to the log; NULL where the main file has one. */
struct config *daemon_load_config(const struct daemon *daemon);
/* Has the log where the configuration wants it. False where it cannot be opened: it says so. */
bool daemon_open_log(const struct daemon *daemon, const struct config *config);
/* What the fetcher is told of a configuration; the strings are the configuration's. */
struct fetch_options daemon_fetch_options(const struct config *config);
/* The outlets' and sections' names to the workers. */
void daemon_tell_names(struct daemon *daemon, const struct config *config);

/* signals.c: signals and timers wake the loop from signals_listen to signals_ignore. */
void signals_listen(struct daemon *daemon);
void signals_ignore(struct daemon *daemon);

#endif
