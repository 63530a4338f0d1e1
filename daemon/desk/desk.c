/* The desk as a whole: its outlets, its room, its end. */
#include "desk/desk.h"

#include <inttypes.h>
#include <string.h>
#include <sys/random.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "desk/internal.h"

uint64_t
desk_random(void)
{
	uint64_t number = 0;
	if (getrandom(&number, sizeof(number), 0) != sizeof(number))
		return (uint64_t)clock_monotonic_ms();
	return number;
}

static const char *
copy(struct arena *arena, const char *string)
{
	return string != NULL ? arena_strdup(arena, string) : NULL;
}

static struct store_outlet
store_outlet_of(struct arena *arena, const struct outlet_config *from)
{
	struct store_outlet_source *sources =
		arena_zalloc(arena, from->source_count, sizeof(*sources));
	for (size_t i = 0; i < from->source_count; i++)
		sources[i] = (struct store_outlet_source){
			.kind = config_source_kind_name(from->sources[i].kind),
			.url = arena_strdup(arena, from->sources[i].url),
		};
	return (struct store_outlet){
		.id = arena_strdup(arena, from->id),
		.name = arena_strdup(arena, from->name),
		.homepage = copy(arena, from->homepage),
		.language = copy(arena, from->language),
		.timezone = copy(arena, from->timezone),
		.enabled = from->enabled,
		.sources = sources,
		.source_count = from->source_count,
	};
}

struct store_outlet *
desk_store_outlets(struct arena *arena, const struct config *config)
{
	struct store_outlet *outlets = arena_zalloc(arena, config->outlet_count, sizeof(*outlets));
	for (size_t i = 0; i < config->outlet_count; i++)
		outlets[i] = store_outlet_of(arena, &config->outlets[i]);
	return outlets;
}

void
desk_note_outcome(struct desk *desk, enum fetch_outcome outcome)
{
	int64_t now = clock_monotonic_ms();
	switch (outage_note(&desk->outage, outcome, now)) {
	case OUTAGE_SAME: break;
	case OUTAGE_BEGINS:
		log_warning(
			"network.away", "since_s=%" PRId64, (now - desk->outage.since_ms) / 1000);
		break;
	case OUTAGE_ENDS: log_info("network.back", "outcome=%s", fetch_outcome_name(outcome));
	}
}

bool
desk_has_room(const struct desk *desk)
{
	return !desk->stopping && desk->writes < DESK_WRITES_MAX;
}

void
desk_balance(struct desk *desk)
{
	size_t bytes = pool_backlog_bytes(desk->options.pool);
	desk->full = bytes > (desk->full ? DESK_READ_LOW_BYTES : DESK_READ_MAX_BYTES);
	fetcher_pause(desk->options.fetcher, desk->full);
}

void
desk_read(struct desk *desk, enum message_task task, const struct extract_request *request,
	pool_done *done, void *arg)
{
	pool_submit(desk->options.pool, task, request, done, arg);
	desk_balance(desk);
}

static bool
is_done(const struct desk *desk)
{
	if (desk->poll_count > 0 || desk->writes > 0 || desk->scans > 0)
		return false;
	if (desk->stopping)
		return table_count(desk->pages) == 0;
	return desk->options.once && table_count(desk->pages) == 0 && !pages_left(desk) &&
	       schedule_count(desk->schedule) == 0;
}

static void
on_settle(evutil_socket_t fd, short what, void *arg)
{
	struct desk *desk = arg;
	(void)fd;
	(void)what;
	if (!desk->stopping) {
		schedule_wake(desk->schedule);
		schedule_wake(desk->retries);
		if (desk->options.once)
			schedule_run(desk->schedule, INT64_MAX);
		pages_refill(desk);
	}
	if (is_done(desk))
		desk->options.finished(desk->options.arg);
}

void
desk_settle(struct desk *desk)
{
	event_active(desk->settle, EV_TIMEOUT, 0);
}

/* Gives each source what the store remembers of it; in a round of `once` not when it is due. */
static void
restore_sources(struct desk *desk)
{
	const struct desk_options *options = &desk->options;
	for (size_t i = 0; i < options->source_count; i++) {
		const struct store_source *kept = &options->sources[i];
		struct desk_outlet *outlet =
			table_get(desk->outlets, kept->outlet, strlen(kept->outlet));
		struct desk_source *source = outlet != NULL ? source_find(outlet, kept->url) : NULL;
		if (source != NULL)
			source_restore(source, kept);
	}
}

static void
restore_memories(struct desk *desk)
{
	for (size_t i = 0; i < desk->options.memory_count; i++) {
		const struct desk_memory *kept = &desk->options.memories[i];
		struct desk_outlet *outlet =
			table_get(desk->outlets, kept->outlet, strlen(kept->outlet));
		if (outlet != NULL)
			outlet_remember(outlet, &kept->known);
	}
}

struct desk *
desk_new(const struct desk_options *options, struct config *config)
{
	struct desk *desk = mem_zalloc(1, sizeof(*desk));
	desk->options = *options;
	desk->edition = edition_new(config);
	desk->outlets = table_new();
	desk->pages = table_new();
	LIST_INIT(&desk->polls);
	/* In a round of `once` on_settle hands out what the schedule holds, whatever its time. */
	desk->schedule = schedule_new(options->once ? NULL : options->base, poll_due, desk);
	desk->retries = schedule_new(options->once ? NULL : options->base, page_due, desk);
	desk->settle = event_new(options->base, -1, 0, on_settle, desk);
	for (size_t i = 0; i < config->outlet_count; i++)
		if (config->outlets[i].enabled)
			outlet_add(desk, desk->edition, &config->outlets[i], NULL);
	restore_sources(desk);
	restore_memories(desk);
	desk_settle(desk);
	return desk;
}

static void
on_synced(void *arg, const struct err *err)
{
	struct desk *desk = arg;
	desk->writes--;
	if (err != NULL)
		log_error("store.sync", "error=\"%s\"", err->text);
	desk_settle(desk);
}

/* What is configured, and what goes on as it was while its configuration has mistakes. */
static void
sync_store(struct desk *desk)
{
	const struct config *config = desk->edition->config;
	struct arena *arena = arena_new();
	struct store_outlet *configured = desk_store_outlets(arena, config);
	size_t count = config->outlet_count, at = 0;
	struct store_outlet *rows =
		arena_zalloc(arena, count + table_count(desk->outlets), sizeof(*rows));
	if (count > 0)
		memcpy(rows, configured, count * sizeof(*rows));
	for (void *value; table_next(desk->outlets, &at, NULL, &value);) {
		const struct desk_outlet *outlet = value;
		if (outlet->edition != desk->edition)
			rows[count++] = store_outlet_of(arena, outlet->config);
	}
	desk->writes++;
	writer_outlets(desk->options.writer, arena, rows, count, clock_now(), on_synced, desk);
}

static void
apply_change(struct desk *desk, struct arena *arena, struct edition *edition,
	const struct config_change *change)
{
	const char *id = change->before != NULL ? change->before->id : change->after->id;
	struct desk_outlet *old = table_get(desk->outlets, id, strlen(id));
	switch (change->kind) {
	case OUTLET_ADDED: /* or kept up to now, while its configuration had mistakes */
	case OUTLET_CHANGED:
		if (old != NULL)
			log_info("outlet.changed", "outlet=%s sources=%zu keys=%s", id,
				change->after->source_count,
				config_changed_outlet_keys(arena, old->config, change->after));
		else
			log_info("outlet.added", "outlet=%s sources=%zu", id,
				change->after->source_count);
		outlet_add(desk, edition, change->after, old);
		if (old != NULL)
			outlet_remove(old);
		break;
	case OUTLET_REMOVED:
		log_info("outlet.removed", "outlet=%s", id);
		if (old != NULL)
			outlet_remove(old);
		break;
	case OUTLET_UNUSABLE:
		log_warning("outlet.kept",
			"outlet=%s reason=\"its new configuration has mistakes\"", id);
		break;
	}
}

/*
 * Outlets that ask for the same go on under the new edition. One kept while it had mistakes may be
 * gone by now, as no change tells.
 */
static void
refresh_outlets(struct desk *desk, struct edition *edition)
{
	size_t at = 0;
	void *value;
	while (table_next(desk->outlets, &at, NULL, &value)) {
		struct desk_outlet *outlet = value;
		const struct outlet_config *now = config_outlet(edition->config, outlet->id);
		if (outlet->edition == edition ||
			(now == NULL && config_is_unusable(edition->config, outlet->config)))
			continue; /* changed just now, or kept as it was */
		if (now != NULL && now->enabled) {
			outlet_refresh(outlet, edition, now);
			continue;
		}
		log_info("outlet.removed", "outlet=%s", outlet->id);
		outlet_remove(outlet);
		at = 0; /* the table has changed */
	}
}

void
desk_reload(struct desk *desk, struct config *config)
{
	struct edition *edition = edition_new(config), *before = desk->edition;
	struct arena *arena = arena_new();
	struct config_change *changes;
	size_t count = config_compare(arena, before->config, config, &changes);
	desk->edition = edition;
	for (size_t i = 0; i < count; i++)
		apply_change(desk, arena, edition, &changes[i]);
	refresh_outlets(desk, edition);
	arena_free(arena);
	edition_drop(before);
	sync_store(desk);
	desk_settle(desk);
}

void
desk_stop(struct desk *desk)
{
	desk->stopping = true;
	polls_stop(desk);
	pages_stop(desk);
	desk_settle(desk);
}

void
desk_free(struct desk *desk)
{
	if (desk == NULL)
		return;
	size_t at = 0;
	for (void *outlet; table_next(desk->outlets, &at, NULL, &outlet); at = 0)
		outlet_remove(outlet);
	schedule_free(desk->schedule);
	schedule_free(desk->retries);
	table_free(desk->outlets, NULL);
	table_free(desk->pages, NULL);
	event_free(desk->settle);
	edition_drop(desk->edition);
	mem_free(desk);
}

void
desk_status(const struct desk *desk, struct desk_status *out)
{
	size_t at = 0;
	void *value;
	*out = desk->status;
	out->polls = desk->poll_count;
	out->pages = table_count(desk->pages);
	while (table_next(desk->outlets, &at, NULL, &value)) {
		const struct desk_outlet *outlet = value;
		out->outlets++;
		out->sources += outlet->source_count;
		for (size_t i = 0; i < outlet->source_count; i++)
			out->failing += outlet->sources[i].pace.failures > 0;
	}
}
