/*
 * config.h - what newswired is told to do: newswired.json and the outlets beside it, as structs.
 *
 * Every mistake is found and named by file, line and key, not the first alone. A mistake in the
 * main file makes the configuration unusable; one in an outlet's file costs that outlet alone. The
 * keys, their defaults and bounds are the tables of config/keys.c; newswired.json(5) describes
 * them.
 */
#ifndef NEWSWIRED_CONFIG_CONFIG_H
#define NEWSWIRED_CONFIG_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/address.h"
#include "base/arena.h"
#include "base/log.h"
#include "extract/extract.h"
#include "title/title.h"

#define CONFIG_DEFAULT_PATH "/etc/newswired/newswired.json"

struct url_patterns; /* config/url-pattern.h */

/* Strings of a configuration; never NULL, may be empty. */
struct config_strings {
	const char **items;
	size_t count;
};

enum config_source_kind { CONFIG_FEED = 1, CONFIG_SITEMAP, CONFIG_SECTION };

/* The kind as a configuration writes it: "feed", "sitemap", "section"; a literal. */
const char *config_source_kind_name(int kind);

struct source_config {
	int kind;        /* enum config_source_kind; how it is read, its content decides */
	const char *url; /* absolute, normalized; unique in the whole configuration */
	int64_t every_s; /* from poll's `every` where the source names none */
	bool plain;      /* sitemaps without news tags that an index names are read, too */
};

enum config_robots {
	CONFIG_ROBOTS_FOUND, /* robots.txt governs what the program found */
	CONFIG_ROBOTS_ALL,   /* and the sources too, the operator's word */
};

enum config_follow {
	CONFIG_FOLLOW_NONE,    /* what sources name is read, no more */
	CONFIG_FOLLOW_RELATED, /* and the outlet's own stories that its articles list */
};

struct outlet_config {
	const char *id; /* slug: a-z, 0-9, "-"; unique */
	const char *name;
	struct config_strings aliases;
	bool enabled;         /* false: nothing is fetched; its names still count for titles */
	const char *homepage; /* NULL where none */
	const char *language; /* BCP 47; NULL where none */
	const char *timezone; /* IANA; NULL where none: then the country's only one, or UTC */
	struct config_strings sections; /* names cut off titles after the outlet's own */
	struct source_config *sources;
	size_t source_count;        /* at least 1 */
	struct extract_rules rules; /* members NULL where none is configured */
	bool has_rules;
	struct config_strings take, leave; /* patterns as written; see outlet_takes */
	int robots;                        /* enum config_robots */
	int follow;                        /* enum config_follow */
	int64_t gap_ms; /* between the starts of two requests to a host, 0: none; else fetch's */
	struct config_strings allow_addresses; /* as written, those of fetch included */
	struct address_range *allow;           /* the same, read */
	size_t allow_count;
	struct config_strings headers; /* "Name: value", sent with each request to the outlet */
	const char *proxy;             /* "" none at all; fetch's where it names none */

	/* Made of the above. */
	const char *file;      /* where it was read */
	const char *signature; /* equal for two configurations of an outlet that ask for the same */
	struct config_strings hosts; /* of homepage and sources, without www. */
	const char *domain;          /* registrable, of the homepage, else of the first source */
	const struct url_patterns *take_patterns, *leave_patterns; /* NULL where there are none */
};

struct config_store {
	const char *path;        /* absolute, or relative to the working folder */
	int64_t batch_items;     /* a transaction is committed at the latest with so many */
	int64_t batch_wait_ms;   /* or so long after its first */
	int64_t keep_articles_s; /* since last seen; 0: for ever */
	int64_t keep_polls_s;    /* 0: for ever */
	int64_t patience_s;      /* of a round, with a store that cannot be written */
};

struct config_log {
	int level;      /* enum log_level */
	const char *to; /* a file; NULL for stderr */
};

struct config_fetch {
	const char *user_agent; /* ready to send: the contact is in it */
	const char *contact;    /* NULL where none */
	int64_t parallel;       /* transfers at a time, over all hosts; one a host */
	int64_t gap_ms;
	int64_t connect_timeout_ms;
	int64_t timeout_ms;       /* of a whole transfer */
	int64_t source_max_bytes; /* as transferred, compressed or not */
	int64_t page_max_bytes;
	const char *proxy; /* http://, https://, socks5:// or socks5h://host:port; "" none */
	struct config_strings allow_addresses;
};

struct config_poll {
	int64_t every_s;       /* default of the sources' `every` */
	int64_t slowest_s;     /* no source rests longer between two polls, whatever failed */
	int64_t spread_s;      /* first polls after a start are spread over so long */
	int64_t entries;       /* entries looked at in one document, newest first */
	int64_t first_entries; /* links a source's very first poll takes, newest first */
	int64_t oldest_s;      /* links that are older are not read, at any poll; 0: of any age */
	int64_t first_age_s;   /* and no older than that; 0: of any age */
};

struct config_extract {
	int64_t workers;      /* 0: as many as there are cores */
	int64_t memory_bytes; /* of one worker's address space */
	int64_t time_ms;      /* for one document; then the worker is killed */
};

/* An outlet whose file has mistakes. */
struct config_unusable {
	const char *name; /* its id, or else its file's name */
	const char *file;
	const char *key;  /* of its first mistake; "" where no key is meant */
	int line, column; /* the same; 0 where the file as a whole is meant */
	size_t mistakes;
};

struct config {
	const char *file;
	struct config_store store;
	struct config_log log;
	struct config_fetch fetch;
	struct config_poll poll;
	struct config_extract extract;
	const char *outlets_path;
	struct outlet_config *outlets; /* usable ones, disabled too, in the order of their files */
	size_t outlet_count;
	struct config_unusable *unusable; /* outlets left out for their mistakes */
	size_t unusable_count;
	struct arena *arena; /* all of the above; owned */
};

struct config_mistake {
	const char *file;
	int line, column; /* from 1; 0 where the file as a whole is meant */
	const char *key;  /* "sources[2].every"; "" where no key is meant */
	const char *text; /* one line, no full stop */
};

/* Everything found wrong, in the order of files and lines. Zero it, or call _init, before use. */
struct config_mistakes {
	struct config_mistake *items;
	size_t count, capacity;
	size_t found;        /* with those that were too many to keep */
	struct arena *arena; /* owned */
};
void config_mistakes_init(struct config_mistakes *mistakes);
void config_mistakes_release(struct config_mistakes *mistakes);

/* "FILE:LINE:COLUMN: key: text", a line each. */
void config_mistakes_print(const struct config_mistakes *mistakes, FILE *out);

/* What a configuration is good for. */
enum config_verdict {
	CONFIG_SOUND,
	CONFIG_PARTLY,  /* the daemon starts, without the outlets that have mistakes */
	CONFIG_UNUSABLE /* it does not start */
};

/*
 * Names every mistake on `out`, and then what follows of them; that there is none on stdout, unless
 * `quiet`.
 */
enum config_verdict config_check(const char *path, bool quiet, FILE *out);

/*
 * Reads newswired.json at `path` and the outlets it names. Mistakes are added to `mistakes`; NULL
 * where the main file has one, else a configuration of all outlets that have none. The caller owns
 * the result. Reads files, and nothing else.
 */
struct config *config_load(const char *path, struct config_mistakes *mistakes);
void config_free(struct config *config);

/* All defaults and no outlet, as of an empty file; no file is read. The caller owns it. */
struct config *config_default(void);

/* The names to cut off titles: of all outlets and their sections, those of disabled outlets too.
 * The caller owns the result. */
struct title_names *config_title_names(const struct config *config);

/* The outlet a page belongs to, by its host: that of a homepage or a source, or the same
 * registrable domain. NULL where none. */
const struct outlet_config *config_outlet_of(const struct config *config, const char *url);

/* The outlet with that id, or NULL. */
const struct outlet_config *config_outlet(const struct config *config, const char *id);

/* Whether a link is to be read: `leave` refuses, else `take` decides, else yes. url: absolute. */
bool outlet_takes(const struct outlet_config *outlet, const char *url);

/* What a reload brings, an outlet at a time. */
enum config_change_kind {
	OUTLET_ADDED,   /* new, and enabled */
	OUTLET_CHANGED, /* enabled before and after, but asks for something else */
	OUTLET_REMOVED, /* gone, or disabled */
	OUTLET_UNUSABLE /* its file has mistakes now: it may go on as it was */
};
struct config_change {
	enum config_change_kind kind;
	const struct outlet_config *before; /* NULL with OUTLET_ADDED */
	const struct outlet_config *after;  /* NULL with OUTLET_UNUSABLE, and where it is gone */
};

/*
 * Compares two configurations; unchanged outlets are not named. *changes: in the arena, in the
 * order of the new configuration, the removed and unusable last. Gives their number. A pure
 * function; both configurations must outlive the result.
 */
size_t config_compare(struct arena *arena, const struct config *before, const struct config *after,
	struct config_change **changes);

/* Whether an outlet of another configuration is in this one, but unusable by its mistakes. */
bool config_is_unusable(const struct config *config, const struct outlet_config *outlet);

struct config_changed_key {
	const char *name; /* "store.path" */
	bool restart;     /* takes effect only then */
};

/* The keys of the main file that differ, in the arena. Gives their number. */
size_t config_changed_keys(struct arena *arena, const struct config *before,
	const struct config *after, struct config_changed_key **keys);

/* The keys of an outlet that differ, inherited values among them: "sources,gap"; in the arena. */
const char *config_changed_outlet_keys(
	struct arena *arena, const struct outlet_config *before, const struct outlet_config *after);

#endif
