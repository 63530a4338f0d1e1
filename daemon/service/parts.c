/* The parts of the daemon, in the order they are started. */
#include "service/daemon.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/notify.h"
#include "base/version.h"

#define PLACE_TEXT_BYTES (LOG_TEXT_BYTES + 4096)

/* "at=FILE:3:5 key=\"gap\""; what is not known of it is left out. Gives `out`. */
static const char *
place_text(
	char out[static PLACE_TEXT_BYTES], const char *file, int line, int column, const char *key)
{
	char quoted[LOG_TEXT_BYTES], place[32] = "";
	if (line > 0)
		snprintf(place, sizeof(place), ":%d:%d", line, column);
	snprintf(out, PLACE_TEXT_BYTES, "at=%s%s%s%s", file, place, *key != '\0' ? " key=" : "",
		*key != '\0' ? log_text(quoted, key) : "");
	return out;
}

static void
log_mistakes(const struct config_mistakes *mistakes)
{
	char at[PLACE_TEXT_BYTES], text[LOG_TEXT_BYTES];
	for (size_t i = 0; i < mistakes->count; i++) {
		const struct config_mistake *m = &mistakes->items[i];
		log_error("config.mistake", "%s error=%s",
			place_text(at, m->file, m->line, m->column, m->key),
			log_text(text, m->text));
	}
}

static void
log_unusable(const struct config *config)
{
	char at[PLACE_TEXT_BYTES];
	for (size_t i = 0; i < config->unusable_count; i++) {
		const struct config_unusable *u = &config->unusable[i];
		log_error("outlet.unusable", "outlet=%s %s mistakes=%zu", u->name,
			place_text(at, u->file, u->line, u->column, u->key), u->mistakes);
	}
}

struct config *
daemon_load_config(const struct daemon *d)
{
	struct config_mistakes mistakes;
	config_mistakes_init(&mistakes);
	struct config *config = config_load(d->config_path, &mistakes);
	log_mistakes(&mistakes);
	config_mistakes_release(&mistakes);
	if (config != NULL)
		log_unusable(config);
	return config;
}

bool
daemon_open_log(const struct daemon *d, const struct config *config)
{
	struct err err;
	enum log_level level = d->verbose ? LOG_LEVEL_DEBUG : (enum log_level)config->log.level;
	if (log_open(config->log.to, level, &err))
		return true;
	log_error("log.open", "error=\"%s\"", err.text);
	return false;
}

static int
config_start(struct daemon *d)
{
	d->config = daemon_load_config(d);
	if (d->config != NULL && daemon_open_log(d, d->config))
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
	if (!synced && store_may_retry(store))
		err->kind = ERR_SYSTEM;
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
		return err.kind == ERR_SYSTEM ? EXIT_FAILURE : EXIT_UNUSABLE;
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
void
daemon_tell_names(struct daemon *d, const struct config *config)
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
	daemon_tell_names(d, d->config);
	return EXIT_SUCCESS;
}

static void
pool_stop(struct daemon *d)
{
	pool_free(d->pool);
}

struct fetch_options
daemon_fetch_options(const struct config *config)
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
	const struct fetch_options options = daemon_fetch_options(d->config);
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
	d->desk = desk_new(&options, d->config);
	arena_free(d->sources_arena);
	d->sources_arena = NULL;
	return EXIT_SUCCESS;
}

void
daemon_tell_ready(const struct daemon *d)
{
	struct desk_status status;
	desk_status(d->desk, &status);
	log_info("daemon.start", "version=%s store=%s outlets=%zu sources=%zu unusable=%zu",
		NEWSWIRED_VERSION, d->config->store.path, status.outlets, status.sources,
		d->config->unusable_count);
	notify_ready();
}

static void
desk_end(struct daemon *d)
{
	struct desk_status status;
	desk_status(d->desk, &status);
	log_info("daemon.stop",
		"polls=%" PRIu64 " stories=%" PRIu64 " articles=%" PRIu64 " revised=%" PRIu64
		" failed=%" PRIu64,
		status.polled, status.stories, status.articles, status.revised, status.failed);
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

int
parts_start(struct daemon *d)
{
	for (; d->started < sizeof(parts) / sizeof(parts[0]); d->started++) {
		int status = parts[d->started].start(d);
		if (status != EXIT_SUCCESS)
			return status;
	}
	return EXIT_SUCCESS;
}

void
parts_stop(struct daemon *d)
{
	while (d->started > 0)
		parts[--d->started].stop(d);
}
