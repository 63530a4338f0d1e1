/* Outlets and sources as configured, what is known of them at start, and the links that wait. */
#include "store/database.h"

static void
set_outlet(struct store *s, const struct store_outlet *outlet, int64_t now)
{
	bind_text(s, OUTLET_SET, ":id", outlet->id);
	bind_text(s, OUTLET_SET, ":name", outlet->name);
	bind_text(s, OUTLET_SET, ":homepage", outlet->homepage);
	bind_text(s, OUTLET_SET, ":language", outlet->language);
	bind_text(s, OUTLET_SET, ":timezone", outlet->timezone);
	bind_int(s, OUTLET_SET, ":enabled", outlet->enabled);
	bind_time(s, OUTLET_SET, ":now", now);
	run(s, OUTLET_SET);
	for (size_t i = 0; i < outlet->source_count; i++) {
		bind_text(s, SOURCE_SET, ":outlet", outlet->id);
		bind_text(s, SOURCE_SET, ":kind", outlet->sources[i].kind);
		bind_text(s, SOURCE_SET, ":url", outlet->sources[i].url);
		bind_int(s, SOURCE_SET, ":enabled", outlet->enabled);
		bind_time(s, SOURCE_SET, ":now", now);
		run(s, SOURCE_SET);
	}
}

void
store_sync_outlets(struct store *s, const struct store_outlet *outlets, size_t count, int64_t now)
{
	run(s, OUTLETS_DISABLE);
	run(s, SOURCES_DISABLE);
	for (size_t i = 0; i < count; i++)
		set_outlet(s, &outlets[i], now);
	arena_reset(s->scratch);
}

/* Reading outside of a transaction: the error is reported here and does not stick. */
static bool
finish_reading(struct store *s, enum statement q, struct err *err)
{
	bool ok = s->rc == SQLITE_OK;
	if (!ok)
		*err = s->err;
	finish(s, q);
	if (sqlite3_get_autocommit(s->db))
		s->rc = SQLITE_OK;
	return ok;
}

bool
store_load_sources(struct store *s, struct arena *arena, struct store_source **sources,
	size_t *count, struct err *err)
{
	size_t capacity = 0;
	*sources = NULL;
	*count = 0;
	while (row(s, SOURCES)) {
		*sources = arena_grow(arena, *sources, *count, &capacity, sizeof(**sources));
		(*sources)[(*count)++] = (struct store_source){
			.id = column_int(s, SOURCES, 0),
			.outlet = column_copy(s, SOURCES, 1, arena),
			.kind = column_copy(s, SOURCES, 2, arena),
			.url = column_copy(s, SOURCES, 3, arena),
			.last_poll = column_time(s, SOURCES, 4),
			.last_success = column_time(s, SOURCES, 5),
			.state = {
				.next_due = column_time(s, SOURCES, 6),
				.interval_s = column_int(s, SOURCES, 7),
				.failures = column_int(s, SOURCES, 8),
				.etag = column_copy(s, SOURCES, 9, arena),
				.last_modified = column_copy(s, SOURCES, 10, arena),
				.body_hash = (uint64_t)column_int(s, SOURCES, 11),
				.redirect_url = column_copy(s, SOURCES, 12, arena),
				.redirects = column_int(s, SOURCES, 13),
			},
		};
	}
	return finish_reading(s, SOURCES, err);
}

bool
store_pending_links(struct store *s, struct arena *arena, const char *outlet, int64_t after,
	size_t limit, struct store_link **links, size_t *count, struct err *err)
{
	size_t capacity = 0;
	*links = NULL;
	*count = 0;
	bind_text(s, LINKS_PENDING, ":outlet", outlet);
	bind_int(s, LINKS_PENDING, ":after", after);
	bind_int(s, LINKS_PENDING, ":limit", (int64_t)limit);
	while (row(s, LINKS_PENDING)) {
		*links = arena_grow(arena, *links, *count, &capacity, sizeof(**links));
		(*links)[(*count)++] = (struct store_link){
			.id = column_int(s, LINKS_PENDING, 0),
			.outlet = column_copy(s, LINKS_PENDING, 1, arena),
			.url = column_copy(s, LINKS_PENDING, 2, arena),
			.attempts = column_int(s, LINKS_PENDING, 3),
			.next_try = column_time(s, LINKS_PENDING, 4),
			.reread = column_int(s, LINKS_PENDING, 5) != 0,
			.followed = column_int(s, LINKS_PENDING, 6) != 0,
		};
	}
	return finish_reading(s, LINKS_PENDING, err);
}
