/* The tables of keys, main file first. newswired.json(5) has a paragraph for each row. */
#include "config/keys.h"

#include "article/limits.h"
#include "base/log.h"
#include "config/config.h"

#define COUNT(a)         (sizeof(a) / sizeof((a)[0]))
#define IN(type, member) .offset = offsetof(struct type, member)
#define TABLE(rows, filled)                                \
	{                                                  \
		(rows), COUNT(rows), sizeof(struct filled) \
	}

#define NAME_MAX_BYTES     200 /* of a name of a person, an outlet, a section */
#define PATH_MAX_BYTES     4095
#define SELECTOR_MAX_BYTES 2000
#define LIST_MAX           1000 /* names, patterns, addresses of one key */
#define SOURCES_MAX        2000 /* a large paper has 131 feeds, the largest broadcaster 900 */

enum { SECOND = 1, MINUTE = 60, HOUR = 3600, DAY = 86400, YEAR = 365 * DAY };
enum { KIB = 1024, MIB = 1024 * 1024, GIB = 1024 * 1024 * 1024 };

/* What a message to a worker has room for (worker/message.h); a sitemap is 50 MB at most (sitemaps.org). */
#define DOCUMENT_MAX (64 * MIB)

static const struct key store_rows[] = {
	{ "path", KEY_PATH, IN(config_store, path), .max = PATH_MAX_BYTES,
		.fallback = "/var/lib/newswired/wire.db", .restart = true,
		.doc = "The SQLite file. Its folder must exist and be writable." },
	{ "batch", KEY_INTEGER, IN(config_store, batch_items), .min = 1, .max = 10000,
		.fallback = "200", .restart = true,
		.doc = "A transaction is committed at the latest with so many changes in it." },
	{ "batch_wait", KEY_MILLISECONDS, IN(config_store, batch_wait_ms), .min = 0, .max = 10000,
		.fallback = "250ms", .restart = true,
		.doc = "And no later than so long after the first of them." },
	{ "patience", KEY_SECONDS, IN(config_store, patience_s), .min = 1, .max = DAY,
		.fallback = "10m",
		.doc = "So long a round of newswired --once waits for a store that cannot be written; then "
		       "it fails. The daemon waits for as long as it takes." },
	{ "keep_articles", KEY_SECONDS, IN(config_store, keep_articles_s),
		.max = INT64_C(100) * YEAR, .fallback = "0",
		.doc = "Articles and stories are deleted so long after they were last seen; 0 keeps them "
		       "for ever." },
	{ "keep_polls", KEY_SECONDS, IN(config_store, keep_polls_s), .max = INT64_C(100) * YEAR,
		.fallback = "90d",
		.doc = "Rows of the table poll are deleted after so long; 0 keeps them for ever." },
};
static const struct keys store_keys = TABLE(store_rows, config_store);

static const char *const log_levels[] = { "error", "warning", "info", "debug", NULL };
static const char *const log_places[] = { "stderr", NULL };
static const struct key log_rows[] = {
	{ "level", KEY_CHOICE, IN(config_log, level), .min = LOG_LEVEL_ERROR, .choices = log_levels,
		.fallback = "info", .doc = "Lines of this level and graver ones are written." },
	{ "to", KEY_PATH, IN(config_log, to), .max = PATH_MAX_BYTES, .choices = log_places,
		.fallback = "stderr",
		.doc = "A file, which is opened anew on SIGUSR1, or stderr: the journal's under systemd." },
};
static const struct keys log_keys = TABLE(log_rows, config_log);

static const struct key fetch_rows[] = {
	{ "user_agent", KEY_TEXT, IN(config_fetch, user_agent), .max = NAME_MAX_BYTES,
		.doc = "What requests call themselves; the program's name and version by default. The "
		       "contact is added behind it." },
	{ "contact", KEY_TEXT, IN(config_fetch, contact), .max = NAME_MAX_BYTES,
		.doc = "A web or mail address where an outlet's people reach you. Please give one." },
	{ "parallel", KEY_INTEGER, IN(config_fetch, parallel), .min = 1, .max = 1000,
		.fallback = "32",
		.doc = "Transfers at a time over all hosts. A host is asked one thing at a time." },
	{ "gap", KEY_MILLISECONDS, IN(config_fetch, gap_ms), .max = HOUR * 1000, .fallback = "2s",
		.doc = "Least time between the starts of two requests to one host. A longer Crawl-delay "
		       "in its robots.txt is obeyed." },
	{ "connect_timeout", KEY_MILLISECONDS, IN(config_fetch, connect_timeout_ms), .min = 100,
		.max = 10 * MINUTE * 1000, .fallback = "10s",
		.doc = "For looking up a name, connecting and TLS." },
	{ "timeout", KEY_MILLISECONDS, IN(config_fetch, timeout_ms), .min = 100, .max = HOUR * 1000,
		.fallback = "60s", .doc = "For a whole transfer." },
	{ "source_max", KEY_SIZE, IN(config_fetch, source_max_bytes), .min = KIB,
		.max = DOCUMENT_MAX, .fallback = "8M",
		.doc = "Most bytes of a feed, sitemap or section page, as they are transferred." },
	{ "page_max", KEY_SIZE, IN(config_fetch, page_max_bytes), .min = KIB, .max = DOCUMENT_MAX,
		.fallback = "4M",
		.doc = "Most bytes of an article's page, as they are transferred." },
	{ "proxy", KEY_PROXY, IN(config_fetch, proxy), .fallback = "",
		.doc = "A proxy for all requests. Then the guard against private addresses is the "
		       "proxy's to keep." },
	{ "allow_addresses", KEY_STRINGS, IN(config_fetch, allow_addresses), .item = KEY_ADDRESSES,
		.max = LIST_MAX,
		.doc = "Loopback, private and link-local addresses that may be reached all the same, for "
		       "all outlets. Better named by the one outlet that needs them." },
};
static const struct keys fetch_keys = TABLE(fetch_rows, config_fetch);

static const struct key poll_rows[] = {
	{ "every", KEY_SECONDS, IN(config_poll, every_s), .min = MINUTE, .max = 30 * DAY,
		.fallback = "15m",
		.doc = "The pace of a source that names none itself. One that brings little new is polled less "
		       "often." },
	{ "slowest", KEY_SECONDS, IN(config_poll, slowest_s), .min = MINUTE, .max = 30 * DAY,
		.fallback = "6h",
		.doc = "The slowest pace of all. No source is ever given up, however often it failed." },
	{ "spread", KEY_SECONDS, IN(config_poll, spread_s), .max = DAY, .fallback = "5m",
		.doc = "The polls due at a start are spread over so long." },
	{ "entries", KEY_INTEGER, IN(config_poll, entries), .min = 1, .max = SOURCE_ENTRIES_MAX,
		.fallback = "2000", .doc = "Links looked at in one document, the newest first." },
	{ "oldest", KEY_SECONDS, IN(config_poll, oldest_s), .max = INT64_C(100) * YEAR,
		.fallback = "30d",
		.doc = "Links that are older count as known at any poll; 0 takes links of any age." },
	{ "first_entries", KEY_INTEGER, IN(config_poll, first_entries), .max = SOURCE_ENTRIES_MAX,
		.fallback = "50",
		.doc = "Links taken at a source's very first poll, the newest first; the others count as "
		       "known." },
	{ "first_age", KEY_SECONDS, IN(config_poll, first_age_s), .max = INT64_C(100) * YEAR,
		.fallback = "7d", .doc = "And none that is older; 0 takes links of any age." },
};
static const struct keys poll_keys = TABLE(poll_rows, config_poll);

static const struct key extract_rows[] = {
	{ "workers", KEY_INTEGER, IN(config_extract, workers), .max = 256, .fallback = "0",
		.restart = true,
		.doc = "Processes that read documents; 0 means as many as there are cores." },
	{ "memory", KEY_SIZE, IN(config_extract, memory_bytes), .min = 64 * MIB,
		.max = INT64_C(64) * GIB, .fallback = "512M", .restart = true,
		.doc = "Address space of one of them; a document that needs more is given up." },
	{ "time", KEY_MILLISECONDS, IN(config_extract, time_ms), .min = 100, .max = HOUR * 1000,
		.fallback = "20s", .restart = true,
		.doc = "For one document; then its worker is replaced and the document given up." },
};
static const struct keys extract_keys = TABLE(extract_rows, config_extract);

static const struct key main_rows[] = {
	{ "store", KEY_OBJECT, IN(config, store), .keys = &store_keys,
		.doc = "Where the news is kept, and how long." },
	{ "log", KEY_OBJECT, IN(config, log), .keys = &log_keys,
		.doc = "What is told, and where." },
	{ "fetch", KEY_OBJECT, IN(config, fetch), .keys = &fetch_keys,
		.doc = "How documents are fetched." },
	{ "poll", KEY_OBJECT, IN(config, poll), .keys = &poll_keys,
		.doc = "When sources are polled." },
	{ "extract", KEY_OBJECT, IN(config, extract), .keys = &extract_keys,
		.doc = "What reading a document may cost." },
	{ "outlets", KEY_PATH, IN(config, outlets_path), .max = PATH_MAX_BYTES,
		.fallback = "outlets.d",
		.doc = "The folder of the outlets, one a file; only names ending in .json are read." },
};
const struct keys main_keys = TABLE(main_rows, config);

static const char *const source_kinds[] = { "feed", "sitemap", "section", NULL };
static const struct key source_rows[] = {
	{ "kind", KEY_CHOICE, IN(source_config, kind), .min = CONFIG_FEED, .choices = source_kinds,
		.required = true,
		.doc = "A feed (RSS, Atom, RDF or JSON Feed), a sitemap or an index of them, or a section "
		       "page in HTML." },
	{ "url", KEY_URL, IN(source_config, url), .required = true, .doc = "Its address." },
	{ "every", KEY_SECONDS, IN(source_config, every_s), .min = MINUTE, .max = 30 * DAY,
		.doc = "The quickest pace it is polled at; as the section poll has it by default." },
	{ "plain", KEY_BOOL, IN(source_config, plain), .fallback = "false",
		.doc = "Whether the sitemaps an index names are read even where they have no news tags: "
		       "as a rule they list all pages there are. A sitemap that is named here itself is "
		       "read whatever it has." },
};
static const struct keys source_keys = TABLE(source_rows, source_config);

#define SELECTOR(key, text)                                                                        \
	{                                                                                          \
#key, KEY_SELECTOR, IN(extract_rules, key), .max = SELECTOR_MAX_BYTES, .doc = text \
	}
static const struct key rule_rows[] = {
	SELECTOR(headline, "The headline."),
	SELECTOR(kicker, "The label above the headline."),
	SELECTOR(dek, "The sentence below it."),
	SELECTOR(body, "The element that holds the article's text; several are joined."),
	SELECTOR(byline, "Who wrote it."),
	SELECTOR(published, "When it was published."),
	SELECTOR(agency, "The agency whose copy it is."),
	SELECTOR(section, "The section it stands in."),
	SELECTOR(list, "Each element that is a headline list."),
	SELECTOR(list_label, "A list's label: the first match in it, else the last before it."),
	SELECTOR(list_item, "The links of a list, inside it."),
	SELECTOR(drop, "What is taken out of the page before anything else is looked at."),
};
static const struct keys rule_keys = TABLE(rule_rows, extract_rules);

static const char *const robots_choices[] = { "found", "all", NULL };
static const char *const follow_choices[] = { "none", "related", NULL };
static const struct key outlet_rows[] = {
	{ "id", KEY_SLUG, IN(outlet_config, id), .required = true,
		.doc = "What logs and the store call it: lower-case letters, digits and hyphens. A new id "
		       "is a new outlet." },
	{ "name", KEY_TEXT, IN(outlet_config, name), .max = NAME_MAX_BYTES, .required = true,
		.doc = "Its name, as its readers know it." },
	{ "aliases", KEY_STRINGS, IN(outlet_config, aliases), .item = KEY_TEXT, .max = LIST_MAX,
		.doc = "Other names it puts behind or before its headlines. Name and aliases are cut off "
		       "titles." },
	{ "enabled", KEY_BOOL, IN(outlet_config, enabled), .fallback = "true",
		.doc = "Whether anything is fetched from it." },
	{ "homepage", KEY_URL, IN(outlet_config, homepage),
		.doc = "Its front page. Pages of the same domain are known as its own." },
	{ "language", KEY_LANGUAGE, IN(outlet_config, language),
		.doc = "The language it writes in, where its pages do not say." },
	{ "timezone", KEY_ZONE, IN(outlet_config, timezone),
		.doc = "The zone of times that stand in its pages without one." },
	{ "sections", KEY_STRINGS, IN(outlet_config, sections), .item = KEY_TEXT, .max = LIST_MAX,
		.doc = "Names of its sections, cut off titles after its own name was." },
	{ "sources", KEY_OBJECTS, IN(outlet_config, sources),
		.count_offset = offsetof(struct outlet_config, source_count), .keys = &source_keys,
		.min = 1, .max = SOURCES_MAX, .required = true,
		.doc = "Where links to its articles are found." },
	{ "rules", KEY_OBJECT, IN(outlet_config, rules), .keys = &rule_keys,
		.doc = "CSS selectors for what the general way gets wrong on its pages. Each overrides what "
		       "would be found without it." },
	{ "take", KEY_STRINGS, IN(outlet_config, take), .item = KEY_PATTERN, .max = LIST_MAX,
		.doc = "Patterns of the links to read; without any, all are." },
	{ "leave", KEY_STRINGS, IN(outlet_config, leave), .item = KEY_PATTERN, .max = LIST_MAX,
		.doc = "Patterns of links not to read, whatever take says." },
	{ "robots", KEY_CHOICE, IN(outlet_config, robots), .min = CONFIG_ROBOTS_FOUND,
		.choices = robots_choices, .fallback = "found",
		.doc = "Whether robots.txt governs the links that were found, or all: the sources written "
		       "here, too." },
	{ "follow", KEY_CHOICE, IN(outlet_config, follow), .min = CONFIG_FOLLOW_NONE,
		.choices = follow_choices, .fallback = "none",
		.doc = "Whether stories of this outlet that its articles list are read too (related), "
		       "though no source names them; what they list is not." },
	{ "allow_addresses", KEY_STRINGS, IN(outlet_config, allow_addresses), .item = KEY_ADDRESSES,
		.max = LIST_MAX,
		.doc = "Loopback, private and link-local addresses it may be reached at, besides those of the section fetch." },
	{ "gap", KEY_MILLISECONDS, IN(outlet_config, gap_ms), .max = HOUR * 1000,
		.doc = "Least time between the starts of two requests to one of its hosts; as the section "
		       "fetch has it by default." },
	{ "headers", KEY_HEADERS, IN(outlet_config, headers), .max = 50,
		.doc = "Header lines sent with each request to it, name to value." },
	{ "proxy", KEY_PROXY, IN(outlet_config, proxy),
		.doc = "A proxy for it alone; the empty string for none. As the section fetch has it by "
		       "default." },
};
const struct keys outlet_keys = TABLE(outlet_rows, outlet_config);

const char *
config_source_kind_name(int kind)
{
	return source_kinds[kind - CONFIG_FEED];
}
