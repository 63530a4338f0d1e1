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
#include "desk/choose.h"
#include "desk/internal.h"

/* Polls in a row that were sent to the same place for good, before it is asked directly. */
#define REDIRECTS_TO_MOVE 2
/*
 * A sitemap that says it changed so long before the last reading of its index is not read again:
 * lastmod may be a day alone, in any zone.
 */
#define CHILD_UNCHANGED_S (2 * 86400)
/* What the sitemaps of one index may hold until they are kept. */
#define HELD_MAX_BYTES ((size_t)64 << 20)

struct poll {
	LIST_ENTRY(poll) entry;
	struct arena *arena;   /* what is kept; goes to the store with the row */
	struct arena *answers; /* of the workers, until what is kept of them is chosen */
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
	const char *const *sitemaps; /* still to be read */
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
	arena_free(poll->answers);
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

/* What is kept of the answers is copied: they may be much larger, and the row may wait for the store. */
static void
finish(struct poll *poll)
{
	struct store_entry *entries;
	poll->row.count = choose_entries(poll->arena,
		&(struct choice){
			.settings = &poll->outlet->edition->config->poll,
			.outlet = poll->outlet->config,
			.now = poll->started,
			.first = poll->first,
		},
		poll->entries, poll->count, &entries);
	poll->row.entries = entries;
	poll->row.status = "ok";
	if (poll->sitemap_next == poll->sitemap_count || !poll->desk->stopping)
		poll->source->last_whole = poll->started;
	arena_free(poll->answers);
	poll->answers = NULL;
	keep(poll);
}

/*
 * Remembers the newest children of a sitemap index. The index itself says little of them: it may
 * stand unchanged for years, so it is read whole each time.
 */
static void
take_index(struct poll *poll, const struct source_document *document)
{
	int64_t read = poll->source->last_whole;
	poll->sitemap_count = choose_sitemaps(poll->arena, document->entries, document->count,
		read != CLOCK_NEVER ? read - CHILD_UNCHANGED_S : CLOCK_NEVER, &poll->sitemaps);
	forget_document(poll->source);
}

static void
take_entries(struct poll *poll, const struct source_document *document)
{
	for (size_t i = 0; i < document->count && poll->count < SOURCE_ENTRIES_MAX; i++) {
		poll->entries = arena_grow(poll->answers, poll->entries, poll->count,
			&poll->capacity, sizeof(*poll->entries));
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

/* A page that names feeds and lists nothing is no source to poll. */
static bool
is_empty_page(const struct source_document *document)
{
	return document->kind == SOURCE_SECTION && document->count == 0;
}

static void
on_read(struct answer *answer, void *arg)
{
	struct poll *poll = arg;
	bool child = poll->sitemap_next > 0;
	desk_balance(poll->desk);
	if (answer->err.kind == ERR_NONE && is_empty_page(&answer->source))
		err_set(&answer->err, ERR_FORMAT, "HTML without a list of headlines");
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
	} else if (child && !choose_child(&answer->source, poll->source->plain)) {
		log_info("sitemap.plain", "outlet=%s url=%s entries=%zu", poll->outlet->id,
			poll->document_url, answer->source.count);
	} else {
		take_entries(poll, &answer->source);
	}
	poll->held += arena_held(answer->arena);
	arena_defer(poll->answers, (void (*)(void *))arena_free, answer->arena);
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
	desk_note_outcome(poll->desk, result->outcome);
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
	poll->answers = arena_new();
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
