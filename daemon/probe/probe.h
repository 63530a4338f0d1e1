/*
 * probe.h - an outlet found from its address alone.
 *
 *      front page --> feeds it names, else the usual places --> sitemaps robots.txt names, else the
 *      usual places --> the front page itself --> three article pages --> name, language, time zone
 *
 * Everything is fetched by fetch/, one thing after the other: robots.txt governs it all, since a
 * probe finds addresses and nobody wrote them down; gaps and ceilings are the configuration's.
 * Everything is read by workers (worker/pool.h): it comes from hosts that no operator has looked at
 * yet. The program that probes starts itself as a worker, so its main() must know WORKER_OPTION.
 */
#ifndef NEWSWIRED_PROBE_PROBE_H
#define NEWSWIRED_PROBE_PROBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/err.h"
#include "config/config.h"
#include "probe/draft.h"

#define PROBE_PAGES 3 /* article pages that are tried */

/* A source that was looked at. */
struct probe_source {
	enum config_source_kind kind;
	const char *url;
	const char *found;  /* how, for people: "named by the front page"; a literal */
	const char *format; /* "rss", "sitemap-index"; NULL where it could not be read */
	const char *title;  /* its own, or NULL */
	const char *language;
	size_t entries;  /* with a link */
	int64_t newest;  /* of the dates that can be; CLOCK_NEVER where there is none */
	int64_t every_s; /* how often it deserves a poll, by its own dates; 0 where it is not read */
	bool taken;      /* it goes into the outlet */
	const char *note; /* why it does not, or what is odd about it; NULL */
};

/* An article page that was read. */
struct probe_page {
	const char *url;
	const char *error; /* it could not be fetched or read; then the rest is missing */
	const char *headline, *language;
	int64_t published;
	size_t words, lists;
	bool truncated;
	enum article_reason reason; /* why it is no article */
};

struct probe_report {
	const char *homepage; /* where the address led; its host's "/" where it gave nothing */
	const char *id, *name;
	const char *language, *timezone; /* NULL where nothing tells */
	const char *timezone_from; /* for people: "the country's domain"; a literal, or NULL */
	int32_t offset_s;          /* what its times say of its clock; 0: nothing */
	const char *refusal;       /* the front page is none: "bot-check"; NULL */
	const char *front_error;   /* why there is no front page: "status 403"; NULL */
	const char *configured;    /* id of the outlet that reads this site already, or NULL */
	struct probe_source *sources;
	size_t source_count, taken;
	struct probe_page pages[PROBE_PAGES];
	size_t page_count;
	size_t fetches; /* documents asked for, each robots.txt left aside */
};

struct probe_options {
	const struct config *config; /* how it is fetched and read, and what is an outlet already */
	const char *address; /* as a person types it: "site.example", "https://site.example/" */
	const char *proxy;   /* in the place of the configuration's; NULL: as configured */
	void (*progress)(const char *url, void *arg); /* before each fetch; may be NULL */
	void *arg;
};

/*
 * Looks at the outlet. Takes as long as politeness needs, and returns when all is done. Everything
 * in `out` lives in the arena. False where the address gives no page, and nothing that could be a
 * source was seen either; finding none of use is no failure: then out->taken is 0.
 */
bool probe_run(struct arena *arena, const struct probe_options *options, struct probe_report *out,
	struct err *err);

/* The outlet as it would be configured: its sources are those taken. */
struct draft probe_draft(struct arena *arena, const struct probe_report *report);

/* All that was found as an object, new reference; "outlet" in it is the outlet's file. */
json_t *probe_to_json(struct arena *arena, const struct probe_report *report);

#endif
