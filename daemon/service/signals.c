/* What wakes the daemon beside its work: signals, and timers for what is told and tidied. */
#include "service/daemon.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/notify.h"

#define STATUS_EVERY_S 5    /* the status line of the service manager */
#define PRUNE_EVERY_S  3600 /* what is too old is deleted */
#define STOP_WITHIN_S  25 /* then it ends with what is committed; systemd would kill it after 30 */
/* Beyond the age of articles: longer than a source names an item. */
#define TOMBSTONE_FOR_S (180 * 86400)

/* Ends with what is committed. */
static void
give_up(struct daemon *d)
{
	struct writer_backlog backlog;
	writer_backlog(d->writer, &backlog);
	log_error("daemon.stop", "error=\"not all could be committed\" items=%zu reason=\"%s\"",
		backlog.items, backlog.stuck ? backlog.err.text : "-");
	_exit(EXIT_FAILURE);
}

static void
on_deadline(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	give_up(arg);
}

static void
on_terminate(evutil_socket_t number, short what, void *arg)
{
	struct daemon *d = arg;
	const struct timeval within = { STOP_WITHIN_S, 0 };
	(void)what;
	if (d->stopping)
		return;
	d->stopping = true;
	notify_stopping();
	log_info("daemon.stopping", "signal=%s", sigabbrev_np((int)number));
	event_add(d->deadline, &within);
	desk_stop(d->desk);
}

static void
reopen_log(void)
{
	struct err err;
	if (!log_reopen(&err))
		log_error("log.open", "error=\"%s\"", err.text);
}

/* Settings that this process cannot take over wait for a restart. */
static void
name_changed_keys(const struct config *before, const struct config *after)
{
	struct arena *arena = arena_new();
	struct config_changed_key *keys;
	size_t count = config_changed_keys(arena, before, after, &keys);
	for (size_t i = 0; i < count; i++) {
		if (keys[i].restart)
			log_warning("config.restart",
				"key=%s reason=\"takes effect at the next start\"", keys[i].name);
		else
			log_info("config.changed", "key=%s", keys[i].name);
	}
	arena_free(arena);
}

static void
on_reload(evutil_socket_t number, short what, void *arg)
{
	struct daemon *d = arg;
	struct err err;
	(void)number;
	(void)what;
	if (d->stopping)
		return;
	notify_reloading();
	reopen_log();
	struct config *config = daemon_load_config(d);
	if (config == NULL) {
		log_error("config.kept", "reason=\"the new configuration has mistakes\"");
		notify_status("reload failed: the new configuration has mistakes");
		notify_ready();
		return;
	}
	name_changed_keys(d->config, config);
	daemon_open_log(d, config);
	const struct fetch_options options = daemon_fetch_options(config);
	if (!fetcher_reconfigure(d->fetcher, &options, &err))
		log_error("fetch.settings", "error=\"%s\"", err.text);
	daemon_tell_names(d, config);
	writer_names(d->writer, config_title_names(config));
	desk_reload(d->desk, config);
	d->config = config;
	log_info("config.reloaded", "outlets=%zu unusable=%zu", config->outlet_count,
		config->unusable_count);
	notify_ready();
}

static void
on_reopen(evutil_socket_t number, short what, void *arg)
{
	(void)number;
	(void)what;
	(void)arg;
	reopen_log();
}

/* A store that cannot be written is told as that begins and ends; meanwhile work waits. */
static void
tell_stuck(struct daemon *d, const struct writer_backlog *backlog)
{
	char text[LOG_TEXT_BYTES];
	if (backlog->stuck == d->stuck)
		return;
	d->stuck = backlog->stuck;
	d->stuck_ms = clock_monotonic_ms();
	if (d->stuck)
		log_error("store.stuck", "waiting=%zu error=%s", backlog->items,
			log_text(text, backlog->err.text));
	else
		log_info("store.goes-on", "waiting=%zu", backlog->items);
}

static void
on_status(evutil_socket_t fd, short what, void *arg)
{
	struct daemon *d = arg;
	struct desk_status status;
	struct writer_backlog backlog;
	(void)fd;
	(void)what;
	desk_status(d->desk, &status);
	writer_backlog(d->writer, &backlog);
	tell_stuck(d, &backlog);
	if (d->once && d->stuck &&
		clock_monotonic_ms() - d->stuck_ms >= d->config->store.patience_s * 1000)
		give_up(d);
	if (backlog.stuck)
		notify_status("the store cannot be written: %s; %zu wait", backlog.err.text,
			backlog.items);
	else
		notify_status("%zu outlets, %zu of %zu sources failing; %" PRIu64
			      " articles; %zu pages in hand",
			status.outlets, status.failing, status.sources, status.articles,
			status.pages);
}

static void
on_watchdog(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	notify_alive();
}

static void
on_prune(evutil_socket_t fd, short what, void *arg)
{
	struct daemon *d = arg;
	const struct config_store *store = &d->config->store;
	const struct store_ages ages = {
		.articles = store->keep_articles_s,
		.polls = store->keep_polls_s,
		.tombstones =
			store->keep_articles_s > 0 ? store->keep_articles_s + TOMBSTONE_FOR_S : 0,
	};
	(void)fd;
	(void)what;
	if (ages.articles > 0 || ages.polls > 0)
		writer_prune(d->writer, &ages, clock_now(), NULL, NULL);
}

static void
add_timer(struct daemon *d, struct event **timer, event_callback_fn call, int64_t every_ms)
{
	const struct timeval every = { every_ms / 1000, every_ms % 1000 * 1000 };
	*timer = event_new(d->base, -1, EV_PERSIST, call, d);
	if (every_ms > 0)
		event_add(*timer, &every);
}

void
signals_listen(struct daemon *d)
{
	static const struct {
		int number;
		event_callback_fn call;
	} signals[] = { { SIGTERM, on_terminate }, { SIGINT, on_terminate }, { SIGHUP, on_reload },
		{ SIGUSR1, on_reopen } };
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		d->signals[i] = evsignal_new(d->base, signals[i].number, signals[i].call, d);
		event_add(d->signals[i], NULL);
	}
	add_timer(d, &d->status, on_status, INT64_C(1000) * STATUS_EVERY_S);
	add_timer(d, &d->watchdog, on_watchdog, notify_watchdog_ms());
	add_timer(d, &d->prune, on_prune, d->once ? 0 : INT64_C(1000) * PRUNE_EVERY_S);
	d->deadline = evtimer_new(d->base, on_deadline, d);
}

void
signals_ignore(struct daemon *d)
{
	for (size_t i = 0; i < sizeof(d->signals) / sizeof(d->signals[0]); i++)
		event_free(d->signals[i]);
	event_free(d->status);
	event_free(d->watchdog);
	event_free(d->prune);
	event_free(d->deadline);
}
