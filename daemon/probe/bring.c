/* One document at a time: asked for, waited for, read by a worker. */
#include <string.h>

#include "base/address.h"
#include "base/clock.h"
#include "base/url.h"
#include "probe/internal.h"

/* The worker is this very program: its main() knows WORKER_OPTION. */
#define PROGRAM "/proc/self/exe"

/* How long a host that wants to be left alone, as by its third refusal, is waited for at first. */
#define PATIENCE_MS 5000

/* A fetch or a reading that is waited for. */
struct wait {
	struct probe *probe;
	bool done;
	struct document *document;
	struct answer *answer;
	struct err err;
};

static void
on_robots(const struct fetch_robots *robots, void *arg)
{
	struct probe *probe = arg;
	for (size_t i = 0; i < robots->sitemap_count; i++) {
		const char *url = url_resolve(
			probe->arena, robots->origin, slice_of(robots->sitemaps[i]), false);
		if (url == NULL)
			continue;
		probe->sitemaps = arena_grow(probe->arena, probe->sitemaps, probe->sitemap_count,
			&probe->sitemap_capacity, sizeof(*probe->sitemaps));
		probe->sitemaps[probe->sitemap_count++] = url;
	}
}

/* As the site's outlet is fetched, if it is configured already, else as any. */
static void
set_policy(struct probe *probe)
{
	const struct config *config = probe->options->config;
	const struct outlet_config *outlet = config_outlet_of(config, probe->options->address);
	const struct config_strings *allow =
		outlet != NULL ? &outlet->allow_addresses : &config->fetch.allow_addresses;
	struct address_range *ranges = arena_zalloc(probe->arena, allow->count, sizeof(*ranges));
	size_t count = 0;
	for (size_t i = 0; i < allow->count; i++) /* the configuration has checked them */
		count += address_range_read(allow->items[i], &ranges[count]);
	probe->policy = (struct fetch_policy){
		.gap_ms = (int)(outlet != NULL ? outlet->gap_ms : config->fetch.gap_ms),
		.allow = ranges,
		.allow_count = count,
		.headers = outlet != NULL ? outlet->headers.items : NULL,
		.header_count = outlet != NULL ? outlet->headers.count : 0,
		.proxy = probe->options->proxy != NULL ? probe->options->proxy
			 : outlet != NULL              ? outlet->proxy
						       : config->fetch.proxy,
	};
	probe->report->configured = outlet != NULL ? arena_strdup(probe->arena, outlet->id) : NULL;
}

bool
bring_start(struct probe *probe, struct err *err)
{
	const struct config *config = probe->options->config;
	const char *proxy = probe->options->proxy;
	if (proxy == NULL && config->fetch.proxy[0] != '\0')
		proxy = config->fetch.proxy;
	probe->fetch = (struct fetch_options){
		.hold_wait_max_ms = PATIENCE_MS,
		.parallel = 1,
		.gap_ms = (int)config->fetch.gap_ms,
		.connect_timeout_ms = (int)config->fetch.connect_timeout_ms,
		.total_timeout_ms = (int)config->fetch.timeout_ms,
		.user_agent = config->fetch.user_agent,
		.proxy = proxy,
		.on_robots = on_robots,
		.arg = probe,
	};
	const struct pool_options pool = {
		.program = PROGRAM,
		.workers = 1,
		.memory_max_bytes = (size_t)config->extract.memory_bytes,
		.time_limit_ms = config->extract.time_ms,
	};
	probe->base = event_base_new();
	if (probe->base == NULL)
		return err_set(err, ERR_SYSTEM, "libevent does not start");
	set_policy(probe);
	probe->fetcher = fetcher_new(probe->base, &probe->fetch, err);
	probe->pool = probe->fetcher != NULL ? pool_new(probe->base, &pool, err) : NULL;
	return probe->pool != NULL;
}

void
bring_stop(struct probe *probe)
{
	pool_free(probe->pool);
	fetcher_free(probe->fetcher);
	if (probe->base != NULL)
		event_base_free(probe->base);
}

static const char *
copied(struct probe *probe, const char *text)
{
	return text != NULL ? arena_strdup(probe->arena, text) : NULL;
}

static void
on_fetched(struct fetch_result *result, void *arg)
{
	struct wait *wait = arg;
	struct probe *probe = wait->probe;
	const char *body = result->body.length > 0 ? arena_strndup(probe->arena, result->body.data,
							     result->body.length)
						   : "";
	*wait->document = (struct document){
		.url = copied(probe, result->final_url),
		.permanent = copied(
			probe, result->permanent_url != NULL ? result->permanent_url : result->url),
		.content_type = copied(probe, result->content_type),
		.content_encoding = copied(probe, result->content_encoding),
		.body = { body, result->body.length },
		.outcome = result->outcome,
		.status = result->status,
	};
	wait->err = result->err;
	wait->done = true;
}

/* What an operator can do about it, where the err alone does not say. */
static void
explain(const struct document *document, struct err *err)
{
	struct err plain = *err;
	switch (document->outcome) {
	case FETCH_ROBOTS_DENIED:
		err_set(err, plain.kind, "its robots.txt does not allow newswired to read it");
		break;
	case FETCH_STATUS:
		if (document->status == 401 || document->status == 403 || document->status == 429)
			err_set(err, plain.kind,
				"%s: it turns programs away; an outlet's \"headers\" may help, if it agrees",
				plain.text);
		break;
	default: break;
	}
}

/* Only a host that has given documents is waited for as the daemon would, and not for a guess. */
static void
set_patience(struct probe *probe)
{
	struct err err;
	int wait_ms = probe->came && !probe->guessing ? 0 : PATIENCE_MS;
	if (probe->fetch.hold_wait_max_ms == wait_ms)
		return;
	probe->fetch.hold_wait_max_ms = wait_ms;
	fetcher_reconfigure(probe->fetcher, &probe->fetch, &err); /* it has taken the rest before */
}

bool
bring(struct probe *probe, const char *url, enum fetch_priority priority, struct document *out,
	struct err *err)
{
	const struct config_fetch *fetch = &probe->options->config->fetch;
	struct wait wait = { .probe = probe, .document = out };
	const struct fetch_request request = {
		.url = url,
		.body_max_bytes = (size_t)(priority == FETCH_SOURCE ? fetch->source_max_bytes
								    : fetch->page_max_bytes),
		.policy = &probe->policy,
		.priority = priority,
		.done = on_fetched,
		.arg = &wait,
	};
	set_patience(probe);
	if (probe->options->progress != NULL)
		probe->options->progress(url, probe->options->arg);
	probe->report->fetches++;
	fetch_start(probe->fetcher, &request);
	while (!wait.done)
		event_base_loop(probe->base, EVLOOP_ONCE);
	if (out->outcome == FETCH_OK) {
		probe->came = true;
		return true;
	}
	*err = wait.err;
	explain(out, err);
	return false;
}

static void
on_read(struct answer *answer, void *arg)
{
	struct wait *wait = arg;
	struct probe *probe = wait->probe;
	wait->answer = arena_alloc(probe->arena, sizeof(*answer));
	*wait->answer = *answer;
	arena_defer(probe->arena, (void (*)(void *))arena_free, answer->arena);
	wait->done = true;
}

const struct answer *
bring_read(struct probe *probe, const struct document *document, enum message_task task,
	struct err *err)
{
	struct wait wait = { .probe = probe };
	const struct extract_request request = {
		.bytes = document->body,
		.content_encoding = document->content_encoding,
		.content_type = document->content_type,
		.url = document->url,
		.timezone = probe->report->timezone,
		.crawled = probe->now,
	};
	pool_submit(probe->pool, task, &request, on_read, &wait);
	while (!wait.done)
		event_base_loop(probe->base, EVLOOP_ONCE);
	if (wait.answer->err.kind == ERR_NONE && wait.answer->task == task)
		return wait.answer;
	*err = wait.answer->err;
	if (err->kind == ERR_NONE)
		err_set(err, ERR_FORMAT, "the worker answered another question");
	return NULL;
}

const struct outline *
bring_outline(struct probe *probe, const struct document *document)
{
	struct err err;
	const struct answer *answer = bring_read(probe, document, MESSAGE_OUTLINE, &err);
	if (answer == NULL)
		return NULL;
	const struct outline *outline = &answer->outline;
	if (outline->offset_s != 0 &&
		(probe->offset_s == 0 || outline->offset_at > probe->offset_at)) {
		probe->offset_s = outline->offset_s;
		probe->offset_at = outline->offset_at;
	}
	return outline;
}
