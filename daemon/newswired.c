/* The daemon's main(): reads like a table of contents. */
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <event2/event.h>
#include <event2/thread.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/notify.h"
#include "base/version.h"
#include "config/config.h"
#include "desk/desk.h"
#include "fetch/fetch.h"
#include "store/store.h"
#include "store/writer.h"
#include "worker/pool.h"
#include "worker/worker.h"

#define EXIT_USAGE 2
/* A configuration or a store that cannot be used: EX_CONFIG of sysexits(3). */
#define EXIT_UNUSABLE  78

#define STATUS_EVERY_S 5    /* the status line of the service manager */
#define PRUNE_EVERY_S  3600 /* what is too old is deleted */
#define STOP_WITHIN_S  25 /* then it ends with what is committed; systemd would kill it after 30 */
/* Beyond the age of articles: longer than a source names an item. */
#define TOMBSTONE_FOR_S (180 * 86400)

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
};

/* ---- configuration ---- */

static void
log_mistakes(const struct config_mistakes *mistakes)
{
	char text[LOG_TEXT_BYTES], key[LOG_TEXT_BYTES];
	for (size_t i = 0; i < mistakes->count; i++) {
		const struct config_mistake *m = &mistakes->items[i];
		log_error("config.mistake", "at=%s:%d:%d key=%s error=%s", m->file, m->line,
			m->column, log_text(key, m->key), log_text(text, m->text));
	}
}

/* Mistakes go to the log; NULL where the main file has one. */
static struct config *
load_config(const struct daemon *d)
{
	struct config_mistakes mistakes;
	config_mistakes_init(&mistakes);
	struct config *config = config_load(d->config_path, &mistakes);
	log_mistakes(&mistakes);
	config_mistakes_release(&mistakes);
	return config;
}

static bool
open_log(const struct daemon *d, const struct config *config)
{
	struct err err;
	enum log_level level = d->verbose ? LOG_LEVEL_DEBUG : (enum log_level)config->log.level;
	if (log_open(config->log.to, level, &err))
		return true;
	log_error("log.open", "error=\"%s\"", err.text);
	return false;
}

/* `newswired --check`: every mistake of the configuration, on standard error. */
static int
check_config(const char *path)
{
	struct config_mistakes mistakes;
	config_mistakes_init(&mistakes);
	struct config *config = config_load(path, &mistakes);
	config_mistakes_print(&mistakes, stderr);
	bool fine = mistakes.count == 0 && config != NULL;
	if (fine) {
		size_t sources = 0;
		for (size_t i = 0; i < config->outlet_count; i++)
			sources += config->outlets[i].source_count;
		printf("%s: no mistakes; %zu outlets, %zu sources\n", path, config->outlet_count,
			sources);
	}
	config_mistakes_release(&mistakes);
	config_free(config);
	return fine ? EXIT_SUCCESS : EXIT_UNUSABLE;
}

/* ---- the parts, in the order they are started ---- */

static int
config_start(struct daemon *d)
{
	d->config = load_config(d);
	if (d->config != NULL && open_log(d, d->config))
		return EXIT_SUCCESS;
	config_free(d->config);
	return EXIT_UNUSABLE;
}

static void
config_stop(struct daemon *d)
{
	if (d->desk == NULL)
		config_free(d->config);
	log_close();
}

/* What the store knows of the lines of each outlet's pages. */
static bool
load_memories(struct daemon *d, struct store *store, struct err *err)
{
	const struct config *config = d->config;
	d->memories =
		arena_zalloc(d->sources_arena, config->outlet_count + 1, sizeof(*d->memories));
	for (d->memory_count = 0; d->memory_count < config->outlet_count; d->memory_count++) {
		struct desk_memory *memory = &d->memories[d->memory_count];
		memory->outlet = config->outlets[d->memory_count].id;
		if (!store_load_memory(
			    store, d->sources_arena, memory->outlet, &memory->known, err))
			return false;
	}
	return true;
}

/* Makes the store agree with the configuration and learns what it knows of sources and outlets. */
static bool
sync_store(struct daemon *d, struct store *store, struct err *err)
{
	struct arena *arena = arena_new();
	const struct store_outlet *outlets = desk_store_outlets(arena, d->config);
	bool synced = store_begin(store, err);
	if (synced) {
		store_sync_outlets(store, outlets, d->config->outlet_count, clock_now());
		synced = store_commit(store, err);
	}
	arena_free(arena);
	return synced &&
	       store_load_sources(store, d->sources_arena, &d->sources, &d->source_count, err) &&
	       load_memories(d, store, err);
}

static int
store_start(struct daemon *d)
{
	struct err err;
	struct store *store = store_open(d->config->store.path, &err);
	d->sources_arena = arena_new();
	if (store == NULL || !sync_store(d, store, &err)) {
		log_error("store.open", "store=%s error=\"%s\"", d->config->store.path, err.text);
		store_close(store);
		arena_free(d->sources_arena);
		d->sources_arena = NULL;
		return EXIT_UNUSABLE;
	}
	const struct writer_options options = {
		.batch_items = (size_t)d->config->store.batch_items,
		.batch_ms = d->config->store.batch_wait_ms,
	};
	d->writer = writer_new(d->base, store, &options);
	writer_names(d->writer, config_title_names(d->config));
	return EXIT_SUCCESS;
}

static void
store_stop(struct daemon *d)
{
	writer_free(d->writer);
	arena_free(d->sources_arena);
}

/* All outlets' names and sections, in two arrays, to the workers. */
static void
tell_names(struct daemon *d, const struct config *config)
{
	size_t outlet_count = 0, section_count = 0, outlet_room = 0, section_room = 0;
	const char **outlets = NULL, **sections = NULL;
	for (size_t i = 0; i < config->outlet_count; i++) {
		const struct outlet_config *o = &config->outlets[i];
		outlets = mem_grow(outlets, outlet_count, &outlet_room, sizeof(*outlets));
		outlets[outlet_count++] = o->name;
		for (size_t a = 0; a < o->aliases.count; a++) {
			outlets = mem_grow(outlets, outlet_count, &outlet_room, sizeof(*outlets));
			outlets[outlet_count++] = o->aliases.items[a];
		}
		for (size_t s = 0; s < o->sections.count; s++) {
			sections =
				mem_grow(sections, section_count, &section_room, sizeof(*sections));
			sections[section_count++] = o->sections.items[s];
		}
	}
	pool_set_names(d->pool, outlets, outlet_count, sections, section_count);
	mem_free(outlets);
	mem_free(sections);
}

static int
pool_start(struct daemon *d)
{
	struct err err;
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	const struct config_extract *extract = &d->config->extract;
	const struct pool_options options = {
		.program = "/proc/self/exe",
		.workers = extract->workers > 0 ? (unsigned)extract->workers
			   : cores > 0          ? (unsigned)cores
						: 1,
		.memory_max_bytes = (size_t)extract->memory_bytes,
		.time_limit_ms = extract->time_ms,
	};
	d->pool = pool_new(d->base, &options, &err);
	if (d->pool == NULL) {
		log_error("worker.start", "error=\"%s\"", err.text);
		return EXIT_FAILURE;
	}
	tell_names(d, d->config);
	return EXIT_SUCCESS;
}

static void
pool_stop(struct daemon *d)
{
	pool_free(d->pool);
}

static struct fetch_options
fetch_options(const struct config *config)
{
	const struct config_fetch *fetch = &config->fetch;
	return (struct fetch_options){
		.parallel = (size_t)fetch->parallel,
		.gap_ms = (int)fetch->gap_ms,
		.connect_timeout_ms = (int)fetch->connect_timeout_ms,
		.total_timeout_ms = (int)fetch->timeout_ms,
		.user_agent = fetch->user_agent,
		.proxy = *fetch->proxy != '\0' ? fetch->proxy : NULL,
		.on_robots = desk_on_robots,
	};
}

static int
fetch_start_up(struct daemon *d)
{
	struct err err;
	const struct fetch_options options = fetch_options(d->config);
	d->fetcher = fetcher_new(d->base, &options, &err);
	if (d->fetcher == NULL)
		log_error("fetch.start", "error=\"%s\"", err.text);
	return d->fetcher != NULL ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void
fetch_stop(struct daemon *d)
{
	fetcher_free(d->fetcher);
}

static void
on_finished(void *arg)
{
	struct daemon *d = arg;
	event_base_loopbreak(d->base);
}

static int
desk_start(struct daemon *d)
{
	const struct desk_options options = {
		.base = d->base,
		.fetcher = d->fetcher,
		.pool = d->pool,
		.writer = d->writer,
		.sources = d->sources,
		.source_count = d->source_count,
		.memories = d->memories,
		.memory_count = d->memory_count,
		.once = d->once,
		.finished = on_finished,
		.arg = d,
	};
	struct desk_status status;
	d->desk = desk_new(&options, d->config);
	arena_free(d->sources_arena);
	d->sources_arena = NULL;
	desk_status(d->desk, &status);
	log_info("daemon.start", "version=%s store=%s outlets=%zu sources=%zu", NEWSWIRED_VERSION,
		d->config->store.path, status.outlets, status.sources);
	return EXIT_SUCCESS;
}

static void
desk_end(struct daemon *d)
{
	struct desk_status status;
	desk_status(d->desk, &status);
	log_info("daemon.stop",
		"polls=%" PRIu64 " articles=%" PRIu64 " stories=%" PRIu64 " failed=%" PRIu64,
		status.polled, status.articles, status.stories, status.failed);
	desk_free(d->desk);
}

static const struct part {
	const char *name;
	int (*start)(struct daemon *d); /* an exit status; what went wrong is in the log */
	void (*stop)(struct daemon *d);
} parts[] = {
	{ "configuration", config_start, config_stop },
	{ "store", store_start,
		store_stop }, /* before fetch: nothing is asked for that cannot be kept */
	{ "workers", pool_start, pool_stop }, /* spawned: a worker inherits one socket, no more */
	{ "fetch", fetch_start_up, fetch_stop },
	{ "desk", desk_start, desk_end }, /* last: from here on things happen */
};

/* ---- signals and timers ---- */

static void
on_deadline(evutil_socket_t fd, short what, void *arg)
{
	struct writer_backlog backlog;
	struct daemon *d = arg;
	(void)fd;
	(void)what;
	writer_backlog(d->writer, &backlog);
	log_error("daemon.stop", "error=\"not all could be committed\" items=%zu reason=\"%s\"",
		backlog.items, backlog.stuck ? backlog.err.text : "-");
	_exit(EXIT_FAILURE);
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

/* Settings that this process cannot take over are named; they wait for a restart. */
static void
name_restart_keys(const struct config *before, const struct config *after)
{
	struct arena *arena = arena_new();
	const char **keys;
	size_t count = config_restart_keys(arena, before, after, &keys);
	for (size_t i = 0; i < count; i++)
		log_warning("config.restart", "key=%s reason=\"takes effect at the next start\"",
			keys[i]);
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
	struct config *config = load_config(d);
	if (config == NULL) {
		log_error("config.kept", "reason=\"the new configuration has mistakes\"");
		notify_status("reload failed: the new configuration has mistakes");
		notify_ready();
		return;
	}
	name_restart_keys(d->config, config);
	open_log(d, config);
	const struct fetch_options options = fetch_options(config);
	if (!fetcher_reconfigure(d->fetcher, &options, &err))
		log_error("fetch.settings", "error=\"%s\"", err.text);
	tell_names(d, config);
	writer_names(d->writer, config_title_names(config));
	desk_reload(d->desk, config);
	d->config = config;
	log_info("config.reloaded", "outlets=%zu unusable=%zu", config->outlet_count,
		config->unusable.count);
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

static void
listen_to_the_world(struct daemon *d)
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

static void
stop_listening(struct daemon *d)
{
	for (size_t i = 0; i < sizeof(d->signals) / sizeof(d->signals[0]); i++)
		event_free(d->signals[i]);
	event_free(d->status);
	event_free(d->watchdog);
	event_free(d->prune);
	event_free(d->deadline);
}

/* ---- main ---- */

static int
run(struct daemon *d)
{
	size_t started = 0;
	int status = EXIT_SUCCESS;
	evthread_use_pthreads();
	signal(SIGPIPE, SIG_IGN);
	umask(0027);
	d->base = event_base_new();
	if (d->base == NULL) {
		log_error("daemon.start", "error=\"no event loop\"");
		return EXIT_FAILURE;
	}
	while (status == EXIT_SUCCESS && started < sizeof(parts) / sizeof(parts[0])) {
		status = parts[started].start(d);
		started += status == EXIT_SUCCESS;
	}
	if (status == EXIT_SUCCESS) {
		listen_to_the_world(d);
		notify_ready();
		event_base_dispatch(d->base);
		stop_listening(d);
	}
	while (started > 0)
		parts[--started].stop(d);
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
	       "Exit status: 0 done, 1 a failure that was reported, 2 wrong usage, 78 a configuration or\n"
	       "a store that cannot be used. See newswired(8).\n",
		CONFIG_DEFAULT_PATH);
	return EXIT_SUCCESS;
}

/*
 * The map. A story goes: schedule/ what is due; fetch/ brings the document; worker/ and extract/
 * (over html/ and title/) read it; store/ keeps it; base/log.c tells. desk/ hands each piece on:
 * outlets.c who is read, poll.c sources, page.c articles. config/ is what all were told; article/
 * what the stages pass on; base/ what all stand on.
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
