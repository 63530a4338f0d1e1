/* A fetch on its way: the state machine. fetcher.c makes fetches, wakes and frees them. */
#include "fetch/internal.h"

#include <stdarg.h>
#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/url.h"
#include "fetch/guard.h"

#define MS_IN_S 1000

static const char *const state_names[] = {
	[FETCH_WAITING] = "waiting",
	[FETCH_ROBOTS] = "robots",
	[FETCH_TRANSFER] = "transfer",
	[FETCH_ENDED] = "ended",
};

/* Notes how it ended; the step returns what this returns. */
static enum fetch_state end(struct fetch *f, enum fetch_outcome outcome, enum err_kind kind,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

static enum fetch_state
end(struct fetch *f, enum fetch_outcome outcome, enum err_kind kind, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	f->outcome = outcome;
	f->err.kind = kind;
	vsnprintf(f->err.text, sizeof(f->err.text), format, ap);
	va_end(ap);
	return FETCH_ENDED;
}

/* Whether the step it is at is still where it began, give or take "www.". */
static bool
is_at_home(const struct fetch *f)
{
	struct arena *scratch = f->fetcher->scratch;
	const char *there = url_host(scratch, f->urls[0]), *here = url_host(scratch, fetch_url(f));
	bool at_home = there != NULL && here != NULL && strcmp(there, here) == 0;
	arena_reset(scratch);
	return at_home;
}

static const char *
proxy_of(const struct fetch *f)
{
	return f->has_policy && f->policy.proxy != NULL ? f->policy.proxy
							: f->fetcher->settings.proxy;
}

/* ---- WAITING: for the host's turn ---- */

static enum turn_priority
priority_of(const struct fetch *f)
{
	if (f->brings != NULL)
		return TURN_ROBOTS;
	return f->request.priority == FETCH_SOURCE ? TURN_SOURCE : TURN_PAGE;
}

static enum fetch_state
await_turn(struct fetch *f)
{
	if (fetch_url(f) == NULL)
		return end(f, FETCH_BAD_URL, ERR_REFUSED, "no http or https URL");
	int64_t now_ms = clock_monotonic_ms();
	enum turn_state state = f->turn.state;
	if (state == TURN_NONE)
		state = turn_wait(f->fetcher->turns, &f->turn, f->host, priority_of(f), now_ms);
	switch (state) {
	case TURN_NONE:
	case TURN_WAITING: return FETCH_WAITING;
	case TURN_GRANTED: return FETCH_ROBOTS;
	case TURN_REFUSED: break;
	}
	f->retry_after_s = turn_held_ms(&f->turn, now_ms) / MS_IN_S + 1;
	return end(f, FETCH_HELD, ERR_HTTP, "the host wants to be left alone for %jd s more",
		(intmax_t)f->retry_after_s);
}

/* ---- ROBOTS: may we? ---- */

/* The entry of the step's origin; NULL where none is needed. */
static struct robots_entry *
robots_entry_of(struct fetch *f)
{
	if (f->brings != NULL || (f->request.operators_word && is_at_home(f)))
		return NULL;
	const char *origin = url_origin(f->fetcher->scratch, fetch_url(f));
	struct robots_entry *entry = robots_cache_entry(f->fetcher->robots, origin);
	arena_reset(f->fetcher->scratch);
	return entry;
}

static enum robots_verdict
robots_verdict(struct fetch *f, struct robots_entry *entry)
{
	return entry == NULL ? ROBOTS_ALLOW
			     : robots_cache_verdict(entry, fetch_url(f), clock_now());
}

/*
 * Waits for the origin's robots.txt, and sees to it that it comes. The host's turn is
 * for that, then.
 */
static void
await_robots(struct fetch *f, struct robots_entry *entry)
{
	turn_give_back(&f->turn, clock_monotonic_ms());
	if (f->waits_for != NULL)
		return;
	f->waits_for = entry;
	TAILQ_INSERT_TAIL(&entry->waiting, f, next_waiting);
	if (entry->asking == NULL)
		fetch_start_robots(f, entry);
}

static enum fetch_state
obey_robots(struct fetch *f)
{
	struct robots_entry *entry = robots_entry_of(f);
	switch (robots_verdict(f, entry)) {
	case ROBOTS_ASKED: await_robots(f, entry); return FETCH_ROBOTS;
	case ROBOTS_ALLOW: return f->turn.state == TURN_GRANTED ? FETCH_TRANSFER : FETCH_WAITING;
	case ROBOTS_DENY:
		f->first_refusal = !entry->refused;
		entry->refused = true;
		return end(f, FETCH_ROBOTS_DENIED, ERR_REFUSED, "robots.txt disallows it");
	case ROBOTS_SILENT: break;
	}
	if (entry->forbidden)
		return end(f, FETCH_ADDRESS, ERR_REFUSED, "%s", entry->why);
	f->retry_after_s = entry->fresh_until_s - clock_now();
	return end(
		f, FETCH_ROBOTS_SILENT, ERR_NETWORK, "robots.txt cannot be read: %s", entry->why);
}

/* ---- TRANSFER: one question and its answer ---- */

static bool
keeps_connection(struct transfer *transfer)
{
	struct fetch *f = transfer->owner;
	/* Who waits for this robots.txt will most likely ask the same host next. */
	return turn_is_awaited(&f->turn) ||
	       (f->brings != NULL && !TAILQ_EMPTY(&f->brings->waiting));
}

static void
on_transfer_end(struct transfer *transfer)
{
	struct fetch *f = transfer->owner;
	f->answered = true;
	fetch_advance(f);
}

/* The gap to keep after this start: the outlet's or ours, at least the host's Crawl-delay. */
static int64_t
gap_of(struct fetch *f)
{
	int64_t gap_ms = f->has_policy ? f->policy.gap_ms : f->fetcher->settings.gap_ms;
	const char *origin = url_origin(f->fetcher->scratch, fetch_url(f));
	struct robots_entry *entry = robots_cache_find(f->fetcher->robots, origin);
	arena_reset(f->fetcher->scratch);
	int64_t delay_ms = entry != NULL ? robots_cache_delay_ms(entry) : 0;
	return delay_ms > gap_ms ? delay_ms : gap_ms;
}

static struct transfer_request
question(const struct fetch *f)
{
	const struct fetch_options *settings = &f->fetcher->settings;
	bool at_home = strcmp(fetch_url(f), f->urls[0]) == 0 || is_at_home(f);
	/* The operator's headers are for the outlet, and not to be sent in the clear. */
	bool open =
		strncmp(f->urls[0], "https:", 6) == 0 && strncmp(fetch_url(f), "https:", 6) != 0;
	return (struct transfer_request){
		.url = fetch_url(f),
		.proxy = proxy_of(f),
		.user_agent = settings->user_agent,
		.accept = f->request.accept,
		.etag = f->request.etag,
		.last_modified = f->request.last_modified,
		.headers = f->policy.headers,
		.header_count = at_home && !open ? f->policy.header_count : 0,
		.allow = f->policy.allow,
		.allow_count = f->policy.allow_count,
		.ca_file = settings->ca_file,
		.connect_timeout_ms = settings->connect_timeout_ms,
		.total_timeout_ms = settings->total_timeout_ms,
		.slow_bytes_per_s = settings->slow_bytes_per_s,
		.slow_for_s = settings->slow_for_s,
		.header_max_bytes = settings->header_max_bytes,
		.body_max_bytes = f->request.body_max_bytes,
		.whole_or_part = f->brings != NULL,
		.plain = f->brings != NULL,
	};
}

/* Behind a proxy only the proxy sees the address; but a number in the URL can be judged. */
static const char *
objection_to_number(const struct fetch *f)
{
	struct address address;
	if (proxy_of(f)[0] == '\0' || !guard_numeric(f->host, &address))
		return NULL;
	return guard_objects(&address, f->policy.allow, f->policy.allow_count);
}

static enum fetch_state
begin_transfer(struct fetch *f)
{
	const char *objection = objection_to_number(f);
	if (objection != NULL)
		return end(f, FETCH_ADDRESS, ERR_REFUSED, GUARD_REFUSAL, f->host, objection);
	const struct transfer_request request = question(f);
	if (f->transfer == NULL)
		f->transfer = mem_zalloc(1, sizeof(*f->transfer));
	f->transfer->owner = f;
	f->transfer->keeps_connection = keeps_connection;
	f->transfer->on_end = on_transfer_end;
	f->answered = false;
	turn_begin(&f->turn, gap_of(f), clock_monotonic_ms());
	if (!transfer_start(f->fetcher->multi, f->transfer, &request, &f->err)) {
		f->outcome = FETCH_NO_CONNECTION;
		return FETCH_ENDED;
	}
	f->transferring = true;
	return FETCH_TRANSFER;
}

static bool
is_redirect(const struct response *response)
{
	switch (response->status) {
	case 301:
	case 302:
	case 303:
	case 307:
	case 308: return response->location != NULL;
	default: return false;
	}
}

static bool
was_there(const struct fetch *f, const char *url)
{
	for (int i = 0; i < f->redirects; i++)
		if (strcmp(f->urls[i], url) == 0)
			return true;
	return false;
}

/* On to where the answer points, as a new step from the queue on. */
static enum fetch_state
follow(struct fetch *f, const struct response *response)
{
	int status = response->status;
	if (f->redirects == FETCH_REDIRECTS_MAX)
		return end(f, FETCH_BAD_REDIRECT, ERR_HTTP, "more than %d redirects",
			FETCH_REDIRECTS_MAX);
	if (!fetch_set_url(f, f->redirects + 1, fetch_url(f), response->location))
		return end(f, FETCH_BAD_REDIRECT, ERR_HTTP, "HTTP %d to what is no URL", status);
	if (f->permanent == f->redirects - 1 && (status == 301 || status == 308))
		f->permanent++;
	if (was_there(f, fetch_url(f)))
		return end(f, FETCH_BAD_REDIRECT, ERR_HTTP, "redirects in a circle");
	return FETCH_WAITING;
}

static enum fetch_state
take_answer(struct fetch *f, int64_t held_s)
{
	const struct response *response = &f->transfer->response;
	bool asked_if = f->request.etag != NULL || f->request.last_modified != NULL;
	f->max_age_s = response_max_age_s(response, clock_now());
	if (is_redirect(response))
		return follow(f, response);
	if (response->status == 304 && asked_if) {
		f->outcome = FETCH_NOT_MODIFIED;
		return FETCH_ENDED;
	}
	if (response->status >= 200 && response->status < 300) {
		f->outcome = FETCH_OK;
		return FETCH_ENDED;
	}
	return end(f, FETCH_STATUS, ERR_HTTP,
		held_s > 0 ? "HTTP %d%s, host held for %jd s" : "HTTP %d%s", response->status,
		response->is_bot_check ? " with a bot check" : "", (intmax_t)held_s);
}

static enum fetch_state
transfer(struct fetch *f)
{
	if (!f->transferring)
		return begin_transfer(f);
	if (!f->answered)
		return FETCH_TRANSFER;
	int64_t now_ms = clock_monotonic_ms(), held_s = 0;
	struct response *response = &f->transfer->response;
	enum fetch_outcome outcome = transfer_outcome(f->transfer, &f->err);
	f->transferring = false;
	f->ms += now_ms - f->transfer->started_ms;
	f->wire_bytes += f->transfer->wire_bytes;
	f->status = response->status;
	transfer_stop(f->transfer);
	if (outcome == FETCH_OK)
		held_s = turn_answered(&f->turn, response->status,
			response_retry_after_s(response, clock_now()), now_ms);
	else if (f->err.kind == ERR_NETWORK)
		held_s = turn_answered(&f->turn, 0, RESPONSE_UNKNOWN, now_ms);
	turn_give_back(&f->turn, now_ms);
	if (held_s > 0)
		f->retry_after_s = held_s;
	if (outcome == FETCH_OK)
		return take_answer(f, held_s);
	f->outcome = outcome;
	return FETCH_ENDED;
}

/* ---- ENDED: handing over ---- */

static void
report_robots(struct fetch *f, const struct robots_entry *entry)
{
	const struct fetch_options *settings = &f->fetcher->settings;
	if (settings->on_robots == NULL)
		return;
	struct fetch_robots report = { .origin = entry->origin, .status = entry->status };
	if (!entry->silent && entry->robots != NULL) {
		report.crawl_delay_s = robots_crawl_delay_s(entry->robots);
		report.crawl_delay_cut = report.crawl_delay_s > ROBOTS_DELAY_MAX_S;
		report.sitemaps = robots_sitemaps(entry->robots, &report.sitemap_count);
	}
	settings->on_robots(&report, settings->arg);
}

/* What a fetch for a robots.txt means to all that wait for it. */
static void
take_robots(struct fetch *f)
{
	struct robots_entry *entry = f->brings;
	struct slice bytes = SLICE("");
	if (f->outcome == FETCH_OK && f->transfer->body.data != NULL)
		bytes = (struct slice){ f->transfer->body.data, f->transfer->body.length };
	/* Beyond five redirects it may be taken as missing (RFC 9309 section 2.3.1.2). */
	int status = f->outcome == FETCH_BAD_REDIRECT                       ? 404
		     : f->outcome == FETCH_OK || f->outcome == FETCH_STATUS ? f->status
									    : 0;
	mem_free(entry->why);
	entry->why = f->err.kind != ERR_NONE ? mem_strdup(f->err.text) : NULL;
	entry->forbidden = f->outcome == FETCH_ADDRESS && f->redirects == 0;
	robots_cache_answer(f->fetcher->robots, entry, status, bytes,
		f->retry_after_s > 0 ? f->retry_after_s : f->max_age_s, clock_now());
	for (struct fetch *waiting; (waiting = TAILQ_FIRST(&entry->waiting)) != NULL;) {
		TAILQ_REMOVE(&entry->waiting, waiting, next_waiting);
		waiting->waits_for = NULL;
		fetch_wake(waiting);
	}
	report_robots(f, entry);
}

static void
hand_over(struct fetch *f)
{
	static const struct response none;
	const struct response *answer = f->transfer != NULL ? &f->transfer->response : &none;
	struct fetch_result result = {
		.outcome = f->outcome,
		.err = f->err,
		.status = f->status,
		.url = f->request.url,
		.final_url = fetch_url(f) != NULL ? fetch_url(f) : f->request.url,
		.permanent_url = f->permanent > 0 ? f->urls[f->permanent] : NULL,
		.content_type = answer->content_type,
		.content_encoding = answer->content_encoding,
		.etag = answer->etag,
		.last_modified = answer->last_modified,
		.retry_after_s = f->retry_after_s,
		.max_age_s = f->max_age_s,
		.wire_bytes = f->wire_bytes,
		.ms = f->ms,
		.redirects = f->redirects,
		.first_refusal = f->first_refusal,
	};
	buffer_init(&result.body, f->request.body_max_bytes);
	if (f->outcome == FETCH_OK) {
		result.body = f->transfer->body;
		buffer_init(&f->transfer->body, f->request.body_max_bytes);
	}
	f->request.done(&result, f->request.arg);
	buffer_release(&result.body);
}

static enum fetch_state (*const step[])(struct fetch *) = {
	[FETCH_WAITING] = await_turn,
	[FETCH_ROBOTS] = obey_robots,
	[FETCH_TRANSFER] = transfer,
};

/*
 *   WAITING --> ROBOTS --> TRANSFER --> ENDED      any step may end it, with f->err set
 *      ^-----------|          |                    a robots.txt must be had first
 *      ^----------redirect----|
 */
void
fetch_advance(struct fetch *f)
{
	while (f->state != FETCH_ENDED) {
		enum fetch_state next = step[f->state](f);
		if (next == f->state)
			return;
		char text[LOG_TEXT_BYTES];
		log_debug("fetch.step", "from=%s to=%s url=%s", state_names[f->state],
			state_names[next], log_text(text, fetch_url(f)));
		f->state = next;
	}
	turn_give_back(&f->turn, clock_monotonic_ms());
	fetch_unwake(f);
	if (f->brings != NULL)
		take_robots(f);
	else
		hand_over(f);
	fetch_free(f);
}
