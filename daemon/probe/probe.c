/* The way of a probe, from an address to an outlet. */
#include "probe/probe.h"

#include <signal.h>
#include <string.h>

#include "base/clock.h"
#include "base/url.h"
#include "probe/internal.h"

#define SECTION_LINKS_MIN 3 /* a front page with fewer stories is no source */
#define SECTION_EVERY_S   900

/* "site.example" as "https://site.example/"; NULL where it is no address at all. */
static const char *
complete(struct arena *arena, const char *address)
{
	const char *colon = strstr(address, "://");
	const char *whole = colon != NULL ? address : arena_printf(arena, "https://%s", address);
	return url_resolve(arena, NULL, slice_of(whole), false);
}

static void
set_home(struct probe *probe, const char *url)
{
	struct url parts;
	probe->report->homepage = url;
	if (url_read(url, &parts))
		probe->domain = url_registrable(probe->arena, parts.host);
}

static const char *
origin_page(struct arena *arena, const char *url)
{
	return arena_printf(arena, "%s/", url_origin(arena, url));
}

/* The address is a feed itself: its link, on its own site, is the front page. */
static const char *
front_of_feed(struct probe *probe, const char *url, const struct source_document *document)
{
	const char *origin = origin_page(probe->arena, url);
	set_home(probe, origin);
	bool own = document->link != NULL && candidate_is_own(probe, document->link);
	return own ? document->link : origin;
}

/* Whether the address was a source; then it is the first of the report. */
static bool
take_address(struct probe *probe, const struct document *document, const char **front)
{
	struct err err;
	const struct answer *answer = bring_read(probe, document, MESSAGE_SOURCE, &err);
	if (answer == NULL || answer->source.kind == SOURCE_SECTION)
		return false;
	bool sitemap = answer->source.kind == SOURCE_SITEMAP ||
		       answer->source.kind == SOURCE_SITEMAP_INDEX;
	*front = front_of_feed(probe, document->url, &answer->source);
	struct probe_source *source = candidate_add(probe, sitemap ? CONFIG_SITEMAP : CONFIG_FEED,
		document->permanent, "the address itself");
	if (source != NULL)
		candidate_judge(probe, source, &answer->source);
	bring_outline(probe, document);
	return true;
}

/* What the front page tells; false where it is no page. */
static bool
read_front(struct probe *probe, const struct document *document, struct err *err)
{
	const struct outline *outline = bring_outline(probe, document);
	if (outline == NULL || !outline->page)
		return err_set(err, ERR_FORMAT, "no page and no feed");
	probe->front = *outline;
	const struct answer *answer = bring_read(probe, document, MESSAGE_ARTICLE, err);
	if (answer == NULL)
		return true;
	enum article_reason reason = answer->article.reason;
	probe->front_language = answer->article.language;
	if (reason == REASON_BOT_CHECK || reason == REASON_CONSENT || reason == REASON_LOGIN ||
		reason == REASON_ERROR_PAGE)
		probe->report->refusal = article_reason_name(reason);
	return true;
}

/* The front page as a section page, where there is nothing better. */
static void
take_front(struct probe *probe, const struct document *document)
{
	struct err err;
	const struct answer *answer = bring_read(probe, document, MESSAGE_SOURCE, &err);
	if (answer == NULL || answer->source.kind != SOURCE_SECTION)
		return;
	struct probe_source *source =
		candidate_add(probe, CONFIG_SECTION, document->url, "the front page itself");
	if (source == NULL)
		return;
	if (answer->source.count < SECTION_LINKS_MIN) {
		source->format = source_kind_name(answer->source.kind);
		source->entries = answer->source.count;
		source->note = "too few stories";
		return;
	}
	candidate_judge(probe, source, &answer->source);
	source->every_s = SECTION_EVERY_S;
}

/* Brings the front page, and reads it. False where there is none; `err` says why. */
static bool
begin(struct probe *probe, const char *url, struct document *front, struct err *err)
{
	const char *next = NULL;
	if (!bring(probe, url, FETCH_SOURCE, front, err))
		return false;
	set_home(probe, front->url);
	if (!take_address(probe, front, &next))
		return read_front(probe, front, err);
	/* A feed is enough; the page is welcome. */
	if (!bring(probe, next, FETCH_SOURCE, front, err) || !read_front(probe, front, err))
		return false;
	set_home(probe, front->url);
	return true;
}

/* Whether there is somebody who may have sources, though he gave no document. */
static bool
is_answered(const struct document *document)
{
	switch (document->outcome) {
	case FETCH_OK:
	case FETCH_BAD_REDIRECT:
	case FETCH_ROBOTS_DENIED: /* of this address; of others it may say something else */
	case FETCH_TOO_LARGE: return true;
	case FETCH_STATUS: return document->status != 429; /* which asks for quiet */
	default: return false;
	}
}

/* With no front page to go by, what robots.txt names is a better guess than a usual place. */
static void
find_sources(struct probe *probe, bool sitemaps_first)
{
	if (sitemaps_first)
		sitemaps_find(probe);
	feeds_find(probe);
	if (!sitemaps_first)
		sitemaps_find(probe);
}

/* Sources come without a front page, too: many that turn programs away there name a sitemap. */
static bool
look(struct probe *probe, const char *url, struct err *err)
{
	struct probe_report *report = probe->report;
	struct document front;
	bool has_front = begin(probe, url, &front, err);
	bool goes_on = has_front || report->source_count > 0 || is_answered(&front);
	if (!has_front)
		report->front_error = arena_strdup(probe->arena, err->text);
	if (goes_on && report->homepage == NULL)
		set_home(probe, origin_page(probe->arena, front.url));
	if (goes_on)
		find_sources(probe, !has_front && probe->sitemap_count > 0);
	if (!has_front && report->source_count == 0)
		return err_set(err, err->kind, "%s: %s", url, report->front_error);
	if (has_front && report->taken == 0)
		take_front(probe, &front);
	if (report->taken == 0)
		candidate_take_stale(probe);
	name_find(probe);
	zone_find(probe);
	pages_try(probe);
	name_find(probe); /* the pages' titles know more of it */
	zone_find(probe);
	return true;
}

bool
probe_run(struct arena *arena, const struct probe_options *options, struct probe_report *out,
	struct err *err)
{
	*out = (struct probe_report){ 0 };
	const char *url = complete(arena, options->address);
	if (url == NULL)
		return err_set(err, ERR_REFUSED, "%s: no http or https address", options->address);
	struct probe_options resolved = *options;
	resolved.address = url;
	struct probe probe = {
		.arena = arena,
		.options = &resolved,
		.report = out,
		.asked = table_new(),
		.links = table_new(),
		.front = { .offset_at = CLOCK_NEVER },
		.offset_at = CLOCK_NEVER,
		.now = clock_now(),
	};
	/* A worker that dies is seen by write; the caller's way with pipes comes back after it. */
	void (*before)(int) = signal(SIGPIPE, SIG_IGN);
	bool done = bring_start(&probe, err) && look(&probe, url, err);
	bring_stop(&probe);
	signal(SIGPIPE, before);
	table_free(probe.asked, NULL);
	table_free(probe.links, NULL);
	return done;
}
