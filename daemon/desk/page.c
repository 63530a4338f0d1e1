/*
 * A page: fetches what a link names, has it read, keeps the article or the reason why there is
 * none.
 *
 *      pages_take --> fetch --> on_fetched --> worker --> on_read --> store --> on_kept
 *           ^                       |
 *           +---- retries <---------+        the store knows the same link as pending all the while
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/url.h"
#include "desk/internal.h"

#define FOLLOW_MAX    100  /* listed headlines of one page that are followed */
#define UNREACHED_MAX 1000 /* tries while the network is away: at a first wait each, days */

enum page_state {
	PAGE_RETRY, /* waits for its next try */
	PAGE_FETCHING,
	PAGE_READING, /* with a worker */
	PAGE_KEEPING, /* with the store */
};

struct page {
	struct schedule_item due; /* of the next try */
	struct desk *desk;
	struct desk_outlet *outlet; /* held */
	enum page_state state;
	int64_t link;
	char *url;
	bool followed; /* found in a headline list */
	int failures;
	int unreached;    /* tries that count as none, for nobody could be reached then */
	int64_t next_try; /* with the store; CLOCK_NEVER: given up */
	struct fetch *fetch;
	int http_status;
	int64_t fetched;
	char *final_url;
};

static struct page *
page_find(const struct desk *desk, int64_t link)
{
	return table_get(desk->pages, (const char *)&link, sizeof(link));
}

/* Takes the page off the desk, whatever its state; the store still knows the link. */
static void
page_end(struct page *page)
{
	struct desk *desk = page->desk;
	table_remove(desk->pages, (const char *)&page->link, sizeof(page->link));
	schedule_remove(desk->retries, &page->due);
	page->outlet->pages--;
	outlet_drop(page->outlet);
	mem_free(page->url);
	mem_free(page->final_url);
	mem_free(page);
	desk_settle(desk);
}

static void
log_story(const struct page *page, const struct store_page_result *result,
	const struct article *article)
{
	char headline[LOG_TEXT_BYTES], agency[LOG_TEXT_BYTES];
	const char *outlet = page->outlet->id;
	switch (result->outcome) {
	case STORE_NEW:
		log_info("story.new",
			"outlet=%s story=%" PRId64 " agency=%s listed=%zu headline=%s url=%s",
			outlet, result->story, log_text(agency, article->agency), result->listed,
			log_text(headline, result->headline), page->url);
		break;
	case STORE_JOINED:
		log_info("story.joined",
			"outlet=%s story=%" PRId64
			" known_by=%s by=%s agency=%s listed=%zu headline=%s url=%s",
			outlet, result->story, result->known_by, result->reason,
			log_text(agency, article->agency), result->listed,
			log_text(headline, result->headline), page->url);
		break;
	case STORE_REVISION:
		log_info("article.revised",
			"outlet=%s story=%" PRId64 " article=%" PRId64 " headline=%s url=%s",
			outlet, result->story, result->article,
			log_text(headline, result->headline), page->url);
		break;
	case STORE_UNCHANGED:
		log_debug("article.unchanged", "outlet=%s article=%" PRId64 " url=%s", outlet,
			result->article, page->url);
		break;
	case STORE_REFUSED:
		log_info("page.refused", "outlet=%s reason=%s listed=%zu url=%s", outlet,
			result->reason != NULL ? result->reason : "-", result->listed, page->url);
		break;
	case STORE_NONE: log_debug("page.gone", "outlet=%s url=%s", outlet, page->url); break;
	}
}

static void
count_result(struct desk *desk, const struct store_page_result *result)
{
	desk->status.stories += result->arrived;
	desk->status.articles += result->outcome == STORE_NEW || result->outcome == STORE_JOINED;
	desk->status.revised += result->outcome == STORE_REVISION;
}

/* What the writer's answer is about; lives in the arena that went with it. */
struct kept_page {
	struct page *page;
	struct article article;
};

/* The store's queue is full: the link stays pending there, and is found when there is room. */
static void
leave(struct page *page)
{
	page->desk->writes--;
	pages_remember(page->outlet);
	page_end(page);
}

static void
on_failure_kept(void *arg, const struct store_page_result *result, const struct err *err)
{
	struct page *page = arg;
	char text[LOG_TEXT_BYTES];
	page->desk->writes--;
	if (err != NULL)
		log_error("page.lost", "outlet=%s url=%s error=%s", page->outlet->id, page->url,
			log_text(text, err->text));
	else
		count_result(page->desk, result);
	if (page->next_try == CLOCK_NEVER || page->desk->options.once || page->desk->stopping) {
		page_end(page);
		return;
	}
	page->state = PAGE_RETRY;
	schedule_set(page->desk->retries, &page->due, page->next_try);
	desk_settle(page->desk);
}

/* Keeps that the page could not be read; next_try CLOCK_NEVER gives it up. */
static void
fail(struct page *page, const struct err *err, int64_t next_try)
{
	struct desk *desk = page->desk;
	struct arena *arena = arena_new();
	char text[LOG_TEXT_BYTES];
	page->failures++;
	if (err->kind == ERR_REFUSED) {
		log_info("page.refused", "outlet=%s reason=%s listed=0 url=%s", page->outlet->id,
			log_text(text, err->text), page->url);
	} else if (next_try == CLOCK_NEVER) {
		desk->status.failed++;
		log_warning("page.failed", "outlet=%s kind=%s error=%s tries=%d url=%s",
			page->outlet->id, err_kind_name(err->kind), log_text(text, err->text),
			page->failures, page->url);
	} else {
		log_info("page.retry",
			"outlet=%s kind=%s error=%s tries=%d in_s=%" PRId64 " url=%s",
			page->outlet->id, err_kind_name(err->kind), log_text(text, err->text),
			page->failures, next_try - clock_now(), page->url);
	}
	const struct store_failure failure = {
		.link = page->link,
		.reason = arena_strdup(arena, err->text),
		.at = clock_now(),
		.next_try = next_try,
		.refused = err->kind == ERR_REFUSED,
	};
	page->next_try = next_try;
	page->state = PAGE_KEEPING;
	desk->writes++;
	if (!writer_link_failed(desk->options.writer, arena, &failure, on_failure_kept, page))
		leave(page);
}

static void
on_kept(void *arg, const struct store_page_result *result, const struct err *err)
{
	struct kept_page *kept = arg;
	struct page *page = kept->page;
	page->desk->writes--;
	if (err != NULL) { /* it would refuse the same page again */
		fail(page, err, CLOCK_NEVER);
		return;
	}
	log_story(page, result, &kept->article);
	if (result->memory.pages > 0)
		outlet_remember(page->outlet, &result->memory);
	count_result(page->desk, result);
	if (result->followed > 0)
		pages_remember(page->outlet);
	page_end(page);
}

/* The same registrable domain: listed headlines of sister titles and strangers are not followed. */
static bool
is_own(struct arena *arena, const char *url, const char *domain)
{
	const char *host = url_host(arena, url);
	return host != NULL && strcmp(url_registrable(arena, slice_of(host)), domain) == 0;
}

/*
 * What an article lists of its own outlet, where that is to be read too. A page that was found so
 * itself lists nothing to follow.
 */
static void
choose_listed(struct page *page, struct arena *arena, const struct article *article,
	struct store_page *row)
{
	const char *host = url_host(arena, page->final_url);
	if (page->followed || page->outlet->config->follow != CONFIG_FOLLOW_RELATED || host == NULL)
		return;
	const char *domain = url_registrable(arena, slice_of(host));
	struct listed_headline *chosen = NULL;
	size_t count = 0, capacity = 0;
	for (size_t l = 0; l < article->list_count; l++) {
		for (size_t i = 0; i < article->lists[l].count && count < FOLLOW_MAX; i++) {
			const struct listed_headline *listed = &article->lists[l].items[i];
			if (!is_own(arena, listed->url, domain) ||
				!outlet_takes(page->outlet->config, listed->url))
				continue;
			chosen = arena_grow(arena, chosen, count, &capacity, sizeof(*chosen));
			chosen[count++] = *listed;
		}
	}
	row->follow = chosen;
	row->follow_count = count;
}

static void
on_read(struct answer *answer, void *arg)
{
	struct page *page = arg;
	struct desk *desk = page->desk;
	desk_balance(desk);
	if (answer->err.kind != ERR_NONE) {
		struct err err = answer->err;
		arena_free(answer->arena);
		if (desk->stopping) /* the pool is ending: the link stays pending */
			page_end(page);
		else
			fail(page, &err, CLOCK_NEVER);
		return;
	}
	struct kept_page *kept = arena_zalloc(answer->arena, 1, sizeof(*kept));
	kept->page = page;
	kept->article = answer->article;
	kept->article.url = arena_strdup(answer->arena, page->final_url);
	struct store_page row = {
		.link = page->link,
		.article = &kept->article,
		.http_status = page->http_status,
		.fetched = page->fetched,
	};
	choose_listed(page, answer->arena, &kept->article, &row);
	page->state = PAGE_KEEPING;
	desk->writes++;
	if (!writer_article(desk->options.writer, answer->arena, &row, on_kept, kept))
		leave(page);
}

/* What can hold an article: HTML, or a server that does not say. */
static bool
may_be_html(const char *content_type)
{
	static const char *const types[] = { "text/html", "application/xhtml+xml", "text/plain",
		"application/octet-stream", "text/xml", "application/xml" };
	if (content_type == NULL || *content_type == '\0')
		return true;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strncasecmp(content_type, types[i], strlen(types[i])) == 0)
			return true;
	return false;
}

static void
read_page(struct page *page, const struct fetch_result *result)
{
	const struct outlet_config *config = page->outlet->config;
	page->state = PAGE_READING;
	page->http_status = result->status;
	page->fetched = clock_now();
	page->final_url = mem_strdup(result->final_url);
	const struct extract_request request = {
		.bytes = { result->body.data, result->body.length },
		.content_encoding = result->content_encoding,
		.content_type = result->content_type,
		.url = result->final_url,
		.timezone = config->timezone,
		.crawled = page->fetched,
		.outlet = page->outlet->id,
		.outlet_language = config->language,
		.rules = config->has_rules ? &config->rules : NULL,
		.memory = &page->outlet->memory,
	};
	desk_read(page->desk, MESSAGE_ARTICLE, &request, on_read, page);
}

/*
 * The host wants to be left alone, or the network is away: the page has not failed, and nothing of
 * it is written. Later in this run it is tried again; a round leaves it pending for the next one.
 */
static void
put_off(struct page *page, int64_t wait_s)
{
	if (page->desk->options.once || page->desk->stopping) {
		page_end(page);
		return;
	}
	page->state = PAGE_RETRY;
	schedule_set(page->desk->retries, &page->due, clock_now() + wait_s);
	desk_settle(page->desk);
}

static void
on_fetched(struct fetch_result *result, void *arg)
{
	struct page *page = arg;
	struct desk *desk = page->desk;
	page->fetch = NULL;
	desk_note_outcome(desk, result->outcome);
	if (result->outcome == FETCH_OK && may_be_html(result->content_type)) {
		read_page(page, result);
		return;
	}
	if (result->outcome == FETCH_OK) {
		struct err err;
		err_set(&err, ERR_FORMAT, "no page but %.100s", result->content_type);
		fail(page, &err, CLOCK_NEVER);
		return;
	}
	if (result->outcome == FETCH_ROBOTS_DENIED && result->first_refusal) {
		char text[LOG_TEXT_BYTES];
		log_info("robots.denied", "outlet=%s url=%s", page->outlet->id,
			log_text(text, page->url));
	}
	int64_t wait = fetch_retry_s(result->outcome, result->status, page->failures + 1,
		result->retry_after_s, desk_random());
	if (result->outcome == FETCH_HELD)
		put_off(page, wait);
	else if (result->err.kind == ERR_NETWORK && wait != FETCH_UNKNOWN && desk->outage.away &&
		 ++page->unreached <= UNREACHED_MAX)
		put_off(page, wait);
	else
		fail(page, &result->err, wait == FETCH_UNKNOWN ? CLOCK_NEVER : clock_now() + wait);
}

static void
start(struct page *page)
{
	const struct fetch_request request = {
		.url = page->url,
		.accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5",
		.body_max_bytes = (size_t)page->outlet->edition->config->fetch.page_max_bytes,
		.policy = &page->outlet->policy,
		.priority = FETCH_PAGE,
		.done = on_fetched,
		.arg = page,
	};
	page->state = PAGE_FETCHING;
	page->fetch = fetch_start(page->desk->options.fetcher, &request);
}

bool
page_due(struct schedule_item *item, void *arg)
{
	struct page *page = item->owner;
	if (!desk_has_room(arg))
		return false;
	start(page);
	return true;
}

static void
take(struct desk_outlet *outlet, const struct store_link *link)
{
	struct desk *desk = outlet->desk;
	bool later = link->next_try != CLOCK_NEVER && link->next_try > clock_now();
	if (page_find(desk, link->id) != NULL || (later && desk->options.once))
		return; /* in hand; or not of this round */
	struct page *page = mem_zalloc(1, sizeof(*page));
	page->desk = desk;
	page->outlet = outlet_hold(outlet);
	page->link = link->id;
	page->url = mem_strdup(link->url);
	page->failures = (int)link->attempts;
	page->followed = link->followed;
	page->due.owner = page;
	outlet->pages++;
	table_put(desk->pages, (const char *)&page->link, sizeof(page->link), page);
	if (later) {
		page->state = PAGE_RETRY;
		schedule_set(desk->retries, &page->due, link->next_try);
	} else {
		start(page);
	}
}

size_t
pages_take_some(struct desk_outlet *outlet, const struct store_link *links, size_t count)
{
	const struct desk *desk = outlet->desk;
	size_t i = 0;
	for (; i < count && !desk->stopping && outlet->pages < OUTLET_PAGES_MAX &&
		table_count(desk->pages) < DESK_PAGES_MAX;
		i++)
		take(outlet, &links[i]);
	return i;
}

void
pages_take(struct desk *desk, const struct store_link *links, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct desk_outlet *owner =
			table_get(desk->outlets, links[i].outlet, strlen(links[i].outlet));
		if (owner != NULL && pages_take_some(owner, &links[i], 1) == 0)
			pages_remember(owner);
	}
}

void
pages_stop(struct desk *desk)
{
	size_t at = 0;
	for (void *value; table_next(desk->pages, &at, NULL, &value);) {
		struct page *page = value;
		if (page->state == PAGE_FETCHING)
			fetch_cancel(page->fetch);
		if (page->state == PAGE_FETCHING || page->state == PAGE_RETRY) {
			page_end(page);
			at = 0; /* the table has changed */
		}
	}
}
