/* The outlets and sources that are read, and how they change places at a reload. */
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "desk/internal.h"

struct edition *
edition_new(struct config *config)
{
	struct edition *edition = mem_zalloc(1, sizeof(*edition));
	edition->config = config;
	edition->holders = 1;
	return edition;
}

void
edition_drop(struct edition *edition)
{
	if (edition == NULL || --edition->holders > 0)
		return;
	config_free(edition->config);
	mem_free(edition);
}

struct desk_outlet *
outlet_hold(struct desk_outlet *outlet)
{
	outlet->holders++;
	return outlet;
}

static void
source_release(struct desk_source *source)
{
	mem_free(source->url);
	mem_free(source->etag);
	mem_free(source->last_modified);
	mem_free(source->redirect_url);
}

void
outlet_drop(struct desk_outlet *outlet)
{
	if (outlet == NULL || --outlet->holders > 0)
		return;
	for (size_t i = 0; i < outlet->source_count; i++)
		source_release(&outlet->sources[i]);
	edition_drop(outlet->edition);
	mem_free((void *)outlet->memory.lines);
	mem_free(outlet->sources);
	mem_free(outlet->allow);
	mem_free(outlet->id);
	mem_free(outlet);
}

static void
set_policy(struct desk_outlet *outlet)
{
	const struct outlet_config *config = outlet->config;
	size_t count = 0;
	outlet->allow = mem_zalloc(config->allow_addresses.count, sizeof(*outlet->allow));
	for (size_t i = 0; i < config->allow_addresses.count;
		i++) /* the configuration has checked them */
		count +=
			address_range_read(config->allow_addresses.items[i], &outlet->allow[count]);
	outlet->policy = (struct fetch_policy){
		.gap_ms = (int)config->gap_ms,
		.allow = outlet->allow,
		.allow_count = count,
		.headers = config->headers.items,
		.header_count = config->headers.count,
		.proxy = config->proxy,
	};
}

struct desk_source *
source_find(struct desk_outlet *outlet, const char *url)
{
	for (size_t i = 0; i < outlet->source_count; i++)
		if (strcmp(outlet->sources[i].url, url) == 0)
			return &outlet->sources[i];
	return NULL;
}

/* Moves what is known of a source from the one it takes the place of. */
static void
take_state(struct desk_source *source, struct desk_source *from)
{
	source->etag = from->etag;
	source->last_modified = from->last_modified;
	source->redirect_url = from->redirect_url;
	from->etag = from->last_modified = from->redirect_url = NULL;
	source->body_hash = from->body_hash;
	source->redirects = from->redirects;
	source->pace = from->pace;
	source->last_whole = from->last_whole;
	source->entries = from->entries;
	source->fresh = from->fresh;
}

static char *
copy(const char *string)
{
	return string != NULL ? mem_strdup(string) : NULL;
}

void
source_restore(struct desk_source *source, const struct store_source *kept)
{
	source->etag = copy(kept->state.etag);
	source->last_modified = copy(kept->state.last_modified);
	source->redirect_url = copy(kept->state.redirect_url);
	source->body_hash = kept->state.body_hash;
	source->redirects = kept->state.redirects;
	source->pace.interval_s = kept->state.interval_s;
	source->pace.failures = (int)kept->state.failures;
	source->last_whole = kept->last_success;
	if (kept->state.next_due != CLOCK_NEVER)
		schedule_set(source->outlet->desk->schedule, &source->due, kept->state.next_due);
}

static void
source_begin(struct desk_outlet *outlet, size_t i, struct desk_outlet *before)
{
	struct desk *desk = outlet->desk;
	struct desk_source *source = &outlet->sources[i];
	const struct source_config *config = &outlet->config->sources[i];
	int64_t due = clock_now();
	source->outlet = outlet;
	source->kind = config_source_kind_name(config->kind);
	source->url = mem_strdup(config->url);
	source->every_s = config->every_s;
	source->plain = config->plain;
	source->last_whole = CLOCK_NEVER;
	source->due.owner = source;
	struct desk_source *old = before != NULL ? source_find(before, config->url) : NULL;
	if (old != NULL) {
		take_state(source, old);
		if (old->due.due.place != 0 && old->due.due.key > due)
			due = old->due.due.key;
	} else if (!desk->options.once) {
		due += interval_first_s(desk->edition->config->poll.spread_s, desk_random());
	}
	schedule_set(desk->schedule, &source->due, due);
}

void
outlet_remember(struct desk_outlet *outlet, const struct memory_known *known)
{
	struct memory_line *lines = mem_alloc((known->count + 1) * sizeof(*lines));
	if (known->count > 0)
		memcpy(lines, known->lines, known->count * sizeof(*lines));
	mem_free((void *)outlet->memory.lines);
	outlet->memory = *known;
	outlet->memory.lines = lines;
}

struct desk_outlet *
outlet_add(struct desk *desk, struct edition *edition, const struct outlet_config *config,
	struct desk_outlet *before)
{
	struct desk_outlet *outlet = mem_zalloc(1, sizeof(*outlet));
	outlet->desk = desk;
	outlet->id = mem_strdup(config->id);
	outlet->edition = edition;
	edition->holders++;
	outlet->config = config;
	outlet->holders = 1;
	outlet->left = true; /* of earlier runs, as far as anyone knows */
	outlet->sources = mem_zalloc(config->source_count, sizeof(*outlet->sources));
	outlet->source_count = config->source_count;
	set_policy(outlet);
	if (before != NULL)
		outlet_remember(outlet, &before->memory);
	for (size_t i = 0; i < config->source_count; i++)
		source_begin(outlet, i, before);
	table_put(desk->outlets, outlet->id, strlen(outlet->id), outlet);
	return outlet;
}

void
outlet_refresh(
	struct desk_outlet *outlet, struct edition *edition, const struct outlet_config *config)
{
	edition->holders++;
	edition_drop(outlet->edition);
	outlet->edition = edition;
	outlet->config = config;
	mem_free(outlet->allow);
	set_policy(outlet);
}

void
source_schedule(struct desk_source *source, int64_t due)
{
	struct desk *desk = source->outlet->desk;
	if (!desk->options.once && !desk->stopping && !source->outlet->removed)
		schedule_set(desk->schedule, &source->due, due);
}

void
outlet_remove(struct desk_outlet *outlet)
{
	struct desk *desk = outlet->desk;
	outlet->removed = true;
	for (size_t i = 0; i < outlet->source_count; i++)
		schedule_remove(desk->schedule, &outlet->sources[i].due);
	if (table_get(desk->outlets, outlet->id, strlen(outlet->id)) == outlet)
		table_remove(desk->outlets, outlet->id, strlen(outlet->id));
	outlet_drop(outlet);
}
