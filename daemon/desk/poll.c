/*
 * A poll: asks a source, has its document read, keeps what it names.
 *
 *      poll_due --> fetch --> on_fetched --> worker --> on_read --> [next sitemap of an index] --> keep --> on_kept
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "article/limits.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/url.h"
#include "desk/internal.h"

#define SITEMAPS_MAX 20 /* children of one index that are read in one poll, the newest first */
/* Polls in a row that were sent to the same place for good, before it is asked directly. */
#define REDIRECTS_TO_MOVE 2
/*
 * A sitemap that says it changed so long before the last reading of its index is not read again:
 * lastmod may be a day alone, in any zone.
 */
#define CHILD_UNCHANGED_S (2 * 86400)
/* What the sitemaps of one index may hold until they are kept. */
#define HELD_MAX_BYTES ((size_t)64 << 20)
#define YEAR_FIRST     1990 /* dates before it are not believed, nor those after tomorrow */
#define TOMORROW_S     86400

struct poll {
	LIST_ENTRY(poll) entry;
	struct arena *arena; /* all that is said below; goes to the store with the row */
	struct desk *desk;
	struct desk_outlet *outlet; /* held */
	struct desk_source *source; /* of that outlet */
	const char *url;            /* asked directly: the source's, or where it moved to */
	int64_t started, started_ms;
	bool first; /* the source was never read before */
	int status;
	bool document_came;
	struct interval_poll brought;
	/* The document that is asked for or read. */
	const char *document_url;
	struct fetch *fetch; /* NULL while it is read or kept */
	/* All entries so far, of all sitemaps of an index. */
	struct source_entry *entries;
	size_t count, capacity;
	const char **sitemaps; /* still to be read */
	size_t sitemap_count, sitemap_next;
	size_t held; /* bytes of the answers so far */
	struct store_poll row;
};

static void fetch_document(struct poll *poll, const char *url);

static size_t
body_max(const struct poll *poll)
{
	return (size_t)poll->outlet->edition->config->fetch.source_max_bytes;
}

static void
end_poll(struct poll *poll)
{
	struct desk *desk = poll->desk;
	LIST_REMOVE(poll, entry);
	desk->poll_count--;
	outlet_drop(poll->outlet);
	mem_free(poll);
	desk_settle(desk);
}

static void
replace(char **to, const char *string)
{
	char *new = string != NULL ? mem_strdup(string) : NULL;
	mem_free(*to);
	*to = new;
}

/* What was read is not kept, or not all of it: it is asked for whole again, and read again. */
static void
forget_document(struct desk_source *source)
{
	replace(&source->etag, NULL);
	replace(&source->last_modified, NULL);
	source->body_hash = 0;
}

static const char *
copy(struct arena *arena, const char *string)
{
	return string != NULL ? arena_strdup(arena, string) : NULL;
}

/*
 * Sets when the source is asked next, and puts its state into the row that is kept. The row is the
 * store's thread's for as long as that takes: the source's own strings may be gone by then.
 */
static void
set_next(struct poll *poll)
{
	struct desk_source *source = poll->source;
	struct store_source_state *state = &poll->row.state;
	const struct interval_limits limits = { source->every_s,
		poll->outlet->edition->config->poll.slowest_s };
	poll->brought.entries = source->entries;
	poll->brought.fresh = source->fresh;
	int64_t now = clock_now();
	int64_t wait = interval_next_s(&limits, &source->pace, &poll->brought, desk_random());
	state->next_due = now + wait;
	state->interval_s = source->pace.interval_s;
	state->failures = source->pace.failures;
	state->etag = copy(poll->arena, source->etag);
	state->last_modified = copy(poll->arena, source->last_modified);
	state->body_hash = source->body_hash;
	state->redirect_url = copy(poll->arena, source->redirect_url);
	state->redirects = source->redirects;
	source_schedule(source, state->next_due);
}

static void
on_kept(void *arg, const struct store_poll_result *result, const struct err *err)
{
	struct poll *poll = arg;
	struct desk *desk = poll->desk;
	struct desk_source *source = poll->source;
	char text[LOG_TEXT_BYTES];
	desk->writes--;
	if (err != NULL) {
		log_error("poll.lost", "outlet=%s source=%s error=%s", poll->outlet->id,
			source->url, log_text(text, err->text));
		forget_document(source);
	} else {
		if (poll->row.error == NULL)
			log_info("poll",
				"outlet=%s source=%s status=%s ms=%" PRId64
				" entries=%zu new=%zu changed=%zu",
				poll->outlet->id, source->url, poll->row.status, poll->row.took_ms,
				poll->row.count, result->fresh, result->changed);
		source->entries = poll->row.count;
		source->fresh = result->fresh;
		pages_take(desk, result->links, result->count);
	}
	desk->status.polled++;
	end_poll(poll);
}

/* Hands the poll to the store; its arena goes with it. */
static void
keep(struct poll *poll)
{
	struct desk *desk = poll->desk;
	poll->row.outlet = poll->outlet->id;
	poll->row.source_url = poll->source->url;
	poll->row.started = poll->started;
	poll->row.took_ms = clock_monotonic_ms() - poll->started_ms;
	poll->row.http_status = poll->status;
	set_next(poll);
	desk->writes++;
	if (writer_poll(desk->options.writer, poll->arena, &poll->row, on_kept, poll))
		return;
	/* The store is stuck and its queue full: the poll is as if it had not been. */
	desk->writes--;
	log_warning("poll.lost", "outlet=%s source=%s error=\"the store's queue is full\"",
		poll->outlet->id, poll->source->url);
	forget_document(poll->source);
	end_poll(poll);
}

static void
fail(struct poll *poll, const struct err *err)
{
	char text[LOG_TEXT_BYTES];
	log_warning("poll.failed", "outlet=%s source=%s kind=%s error=%s failures=%d",
		poll->outlet->id, poll->source->url, err_kind_name(err->kind),
		log_text(text, err->text), poll->source->pace.failures + 1);
	poll->brought.failed = true;
	poll->row.status = "failed";
	poll->row.error = arena_strdup(poll->arena, err->text);
	poll->source->redirects = 0; /* what moved may have moved back */
	if (poll->document_came)
		forget_document(poll->source);
	keep(poll);
}

/* Dates that cannot be are no dates. */
static int64_t
believed(int64_t date, int64_t now)
{
	bool fine = date != CLOCK_NEVER && date <= now + TOMORROW_S &&
		    date >= clock_from_civil(YEAR_FIRST, 1, 1, 0, 0, 0);
	return fine ? date : CLOCK_NEVER;
}

static int64_t
newest_date(const struct source_entry *entry)
{
	return entry->published != CLOCK_NEVER ? entry->published : entry->updated;
}

/* Newest first; those without a date stay in the document's order, before the dated ones. */
static int
by_date(const void *a, const void *b)
{
	const struct source_entry *const *x = a, *const *y = b;
	int64_t dx = newest_date(*x), dy = newest_date(*y);
	if (dx != dy && dx != CLOCK_NEVER && dy != CLOCK_NEVER)
		return dx > dy ? -1 : 1;
	return *x < *y ? -1 : 1;
}

/* Why an entry is kept but not read; NULL: it is to be read. */
static const char *
refusal(const struct poll *poll, const struct source_entry *entry, size_t place)
{
	const struct config_poll *settings = &poll->outlet->edition->config->poll;
	int64_t date = newest_date(entry);
	if (!outlet_takes(poll->outlet->config, entry->link))
		return "left";
	if (settings->oldest_s > 0 && date != CLOCK_NEVER &&
		date < poll->started - settings->oldest_s)
		return "old";
	if (!poll->first)
		return NULL;
	if (place >= (size_t)settings->first_entries)
		return "beyond the first poll";
	if (settings->first_age_s > 0 && date != CLOCK_NEVER &&
		date < poll->started - settings->first_age_s)
		return "old";
	return NULL;
}

/* All dated, or none: then the order is by date; a mixture keeps the document's. */
static bool
can_sort(struct source_entry *const *entries, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (newest_date(entries[i]) == CLOCK_NEVER)
			return false;
	return true;
}

/* The entries that have an address, newest first, each marked whether it is to be read. */
static void
choose(struct poll *poll)
{
	struct source_entry **chosen =
		arena_alloc(poll->arena, (poll->count + 1) * sizeof(*chosen));
	size_t count = 0, taken = 0;
	for (size_t i = 0; i < poll->count; i++) {
		struct source_entry *entry = &poll->entries[i];
		if (entry->link == NULL)
			continue;
		entry->published = believed(entry->published, poll->started);
		entry->updated = believed(entry->updated, poll->started);
		chosen[count++] = entry;
	}
	if (can_sort(chosen, count))
		qsort(chosen, count, sizeof(*chosen), by_date);
	if (count > (size_t)poll->outlet->edition->config->poll.entries)
		count = (size_t)poll->outlet->edition->config->poll.entries;
	struct store_entry *rows = arena_zalloc(poll->arena, count, sizeof(*rows));
	for (size_t i = 0; i < count; i++) {
		const char *refused = refusal(poll, chosen[i], taken);
		taken += refused == NULL;
		rows[i] = (struct store_entry){ chosen[i], refused };
	}
	poll->row.entries = rows;
	poll->row.count = count;
}

static void
finish(struct poll *poll)
{
	choose(poll);
	poll->row.status = "ok";
	poll->source->last_whole = poll->started;
	keep(poll);
}

static bool
child_is_wanted(const struct poll *poll, const struct source_entry *child)
{
	int64_t changed = newest_date(child), read = poll->source->last_whole;
	return child->link != NULL && (changed == CLOCK_NEVER || read == CLOCK_NEVER ||
					      changed > read - CHILD_UNCHANGED_S);
}

/*
 * Remembers the newest children of a sitemap index. The index itself says little of them: it may
 * stand unchanged for years, so it is read whole each time.
 */
static void
take_index(struct poll *poll, const struct source_document *document)
{
	struct source_entry **children =
		arena_alloc(poll->arena, (document->count + 1) * sizeof(*children));
	size_t count = 0;
	for (size_t i = 0; i < document->count; i++)
		if (child_is_wanted(poll, &document->entries[i]))
			children[count++] = &document->entries[i];
	forget_document(poll->source);
	if (can_sort(children, count))
		qsort(children, count, sizeof(*children), by_date);
	if (count > SITEMAPS_MAX)
		count = SITEMAPS_MAX;
	poll->sitemaps = arena_alloc(poll->arena, (count + 1) * sizeof(*poll->sitemaps));
	for (size_t i = 0; i < count; i++)
		poll->sitemaps[i] = arena_strdup(poll->arena, children[i]->link);
	poll->sitemap_count = count;
}

static void
take_entries(struct poll *poll, const struct source_document *document)
{
	for (size_t i = 0; i < document->count && poll->count < SOURCE_ENTRIES_MAX; i++) {
		poll->entries = arena_grow(poll->arena, poll->entries, poll->count, &poll->capacity,
			sizeof(*poll->entries));
		poll->entries[poll->count++] = document->entries[i];
	}
}

/* Goes on with the next sitemap of the index, or ends. A child that fails costs itself. */
static void
advance(struct poll *poll)
{
	bool more = poll->sitemap_next < poll->sitemap_count && !poll->desk->stopping;
	if (more && poll->held < HELD_MAX_BYTES) {
		fetch_document(poll, poll->sitemaps[poll->sitemap_next++]);
		return;
	}
	if (more)
		log_warning("sitemap.failed",
			"outlet=%s url=%s error=\"those before it hold too much\"",
			poll->outlet->id, poll->sitemaps[poll->sitemap_next]);
	finish(poll);
}

static void
on_read(struct answer *answer, void *arg)
{
	struct poll *poll = arg;
	bool child = poll->sitemap_next > 0;
	desk_balance(poll->desk);
	if (answer->err.kind != ERR_NONE && !child) {
		struct err err = answer->err;
		arena_free(answer->arena);
		fail(poll, &err);
		return;
	}
	if (answer->err.kind != ERR_NONE) {
		char text[LOG_TEXT_BYTES];
		log_warning("sitemap.failed", "outlet=%s url=%s error=%s", poll->outlet->id,
			poll->document_url, log_text(text, answer->err.text));
	} else if (answer->source.kind == SOURCE_SITEMAP_INDEX) {
		if (!child) /* an index within an index is not followed */
			take_index(poll, &answer->source);
	} else {
		take_entries(poll, &answer->source);
	}
	/* Entries point into the answer's arena: it lives as long as the poll's. */
	poll->held += arena_held(answer->arena);
	arena_defer(poll->arena, (void (*)(void *))arena_free, answer->arena);
	advance(poll);
}

static void
read_document(struct poll *poll, const struct fetch_result *result)
{
	const struct extract_request request = {
		.bytes = { result->body.data, result->body.length },
		.content_encoding = result->content_encoding,
		.content_type = result->content_type,
		.url = result->final_url,
		.timezone = poll->outlet->config->timezone,
		.crawled = clock_now(),
		.outlet = poll->outlet->id,
		.outlet_language = poll->outlet->config->language,
		.rules = poll->outlet->config->has_rules ? &poll->outlet->config->rules : NULL,
	};
	desk_read(poll->desk, MESSAGE_SOURCE, &request, on_read, poll);
}

/* Where 301 and 308 sent us for good: adopted when said often enough in a row. */
static void
note_redirect(struct poll *poll, const struct fetch_result *result)
{
	struct desk_source *source = poll->source;
	if (poll->url != source->url)
		return; /* asked there already */
	if (result->permanent_url == NULL) {
		source->redirects = 0;
		replace(&source->redirect_url, NULL);
	} else if (source->redirect_url != NULL &&
		   strcmp(source->redirect_url, result->permanent_url) == 0) {
		if (++source->redirects == REDIRECTS_TO_MOVE)
			log_warning("source.moved", "outlet=%s source=%s to=%s", poll->outlet->id,
				source->url, source->redirect_url);
	} else {
		replace(&source->redirect_url, result->permanent_url);
		source->redirects = 1;
	}
}

/* Validators are a pair, and belong to the document that is kept with them. */
static void
note_validators(struct poll *poll, const struct fetch_result *result)
{
	replace(&poll->source->etag, result->etag);
	replace(&poll->source->last_modified, result->last_modified);
}

/*
 * The host wants to be left alone for a while: nothing was asked, so nothing is kept; it is tried
 * when that is over.
 */
static void
put_off(struct poll *poll, int64_t wait_s)
{
	struct desk_source *source = poll->source;
	if (wait_s < source->every_s)
		wait_s = source->every_s;
	log_info("poll.held", "outlet=%s source=%s in_s=%" PRId64, poll->outlet->id, source->url,
		wait_s);
	source_schedule(source, clock_now() + wait_s);
	arena_free(poll->arena);
	end_poll(poll);
}

/* The source's own document has come, or has not. */
static void
on_source(struct poll *poll, struct fetch_result *result)
{
	poll->status = result->status;
	poll->brought.retry_after_s = result->retry_after_s;
	poll->brought.max_age_s = result->max_age_s;
	poll->brought.gone = result->status == 410;
	if (result->outcome == FETCH_HELD) {
		put_off(poll, result->retry_after_s);
		return;
	}
	if (result->outcome == FETCH_NOT_MODIFIED) {
		if (result->etag != NULL || result->last_modified != NULL)
			note_validators(poll, result); /* a 304 may bring new ones */
		poll->row.status = "not-modified";
		keep(poll);
		return;
	}
	if (result->outcome != FETCH_OK) {
		fail(poll, &result->err);
		return;
	}
	uint64_t hash = hash_stable(result->body.data, result->body.length);
	note_redirect(poll, result);
	note_validators(poll, result);
	if (hash == poll->source->body_hash) {
		poll->row.status = "same";
		poll->source->last_whole = poll->started;
		keep(poll);
		return;
	}
	poll->source->body_hash = hash;
	poll->document_came = true;
	read_document(poll, result);
}

static void
on_fetched(struct fetch_result *result, void *arg)
{
	struct poll *poll = arg;
	poll->fetch = NULL;
	if (poll->sitemap_next == 0) {
		on_source(poll, result);
	} else if (result->outcome == FETCH_OK) {
		read_document(poll, result);
	} else {
		char text[LOG_TEXT_BYTES];
		log_warning("sitemap.failed", "outlet=%s url=%s error=%s", poll->outlet->id,
			poll->document_url, log_text(text, result->err.text));
		advance(poll);
	}
}

static void
fetch_document(struct poll *poll, const char *url)
{
	const struct desk_source *source = poll->source;
	bool own = poll->sitemap_next == 0; /* the source itself, not a child that it named */
	bool whole = !own || interval_wants_whole(source->last_whole, poll->started);
	const struct fetch_request request = {
		.url = url,
		.etag = whole ? NULL : source->etag,
		.last_modified = whole ? NULL : source->last_modified,
		.accept =
			"application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
			"text/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
		.body_max_bytes = body_max(poll),
		.policy = &poll->outlet->policy,
		.operators_word = own && poll->outlet->config->robots == CONFIG_ROBOTS_FOUND,
		.priority = FETCH_SOURCE,
		.done = on_fetched,
		.arg = poll,
	};
	poll->document_url = url;
	poll->fetch = fetch_start(poll->desk->options.fetcher, &request);
}

bool
poll_due(struct schedule_item *item, void *arg)
{
	struct desk *desk = arg;
	struct desk_source *source = item->owner;
	if (!desk_has_room(desk) || desk->poll_count >= DESK_POLLS_MAX)
		return false;
	struct arena *arena = arena_new();
	struct poll *poll = mem_zalloc(1, sizeof(*poll));
	poll->arena = arena;
	poll->desk = desk;
	poll->outlet = outlet_hold(source->outlet);
	poll->source = source;
	poll->url = source->redirects >= REDIRECTS_TO_MOVE
			    ? arena_strdup(arena, source->redirect_url)
			    : source->url;
	poll->started = clock_now();
	poll->started_ms = clock_monotonic_ms();
	poll->first = source->last_whole == CLOCK_NEVER;
	LIST_INSERT_HEAD(&desk->polls, poll, entry);
	desk->poll_count++;
	fetch_document(poll, poll->url);
	return true;
}

void
polls_stop(struct desk *desk)
{
	struct poll *next;
	for (struct poll *poll = LIST_FIRST(&desk->polls); poll != NULL; poll = next) {
		next = LIST_NEXT(poll, entry);
		if (poll->fetch == NULL)
			continue;
		fetch_cancel(poll->fetch);
		arena_free(poll->arena);
		end_poll(poll);
	}
}
