/* The readers' SQL, in the order of enum question. */
#include "store/questions.h"

/* What a row of the wire has, from an article and its story. */
#define OF_ARTICLE                                                                                 \
	"SELECT article.first_read AS arrived, article.published, article.outlet, story.articles," \
	" article.agency, article.headline, article.dateline, article.url, article.story_id,"      \
	" article.id AS article_id"

#define FOUND_IN                                                                                           \
	" FROM search JOIN article ON article.id = search.rowid JOIN story ON story.id = article.story_id" \
	" WHERE search MATCH :words AND (:outlet IS NULL OR article.outlet = :outlet)"                     \
	" AND (:since IS NULL OR article.first_read >= :since)"

/* clang-format off */
const char *const question_texts[QUERY_COUNT] = {
	[QUERY_LATEST] =
		"SELECT * FROM wire LIMIT :limit",
	[QUERY_LATEST_OUTLET] =
		OF_ARTICLE " FROM article JOIN story ON story.id = article.story_id"
		" WHERE article.outlet = :outlet ORDER BY article.first_read DESC, article.id DESC LIMIT :limit",
	[QUERY_LATEST_AGENCY] =
		OF_ARTICLE " FROM article JOIN story ON story.id = article.story_id"
		" WHERE article.agency = :agency"
		" ORDER BY article.first_read DESC, article.id DESC LIMIT :limit",
	/* A word in the headline counts for ten in the body, one in the dek for five. */
	[QUERY_SEARCH] =
		OF_ARTICLE ", article.dek, article.body" FOUND_IN
		" ORDER BY bm25(search, 10.0, 5.0, 1.0) LIMIT :limit",
	[QUERY_SEARCH_NEWEST] =
		OF_ARTICLE ", article.dek, article.body" FOUND_IN
		" ORDER BY article.first_read DESC, article.id DESC LIMIT :limit",
	[QUERY_STORY] =
		"SELECT id AS story_id, headline, title_hash, known_by, articles, first_seen, arrived, published,"
		" split_from FROM story WHERE id = :story",
	[QUERY_ARTICLES] =
		"SELECT id AS article_id, outlet, joined_by, agency, published, updated, first_read, last_read,"
		" revisions, words, headline, url FROM article WHERE story_id = :story ORDER BY id",
	[QUERY_REVISIONS] =
		"SELECT number, read, replaced, headline, body FROM revision WHERE article_id = :article"
		" ORDER BY number",
	[QUERY_SIGHTINGS] =
		"SELECT place.outlet, place.kind, place.label, sighting.first_seen, sighting.last_seen,"
		" sighting.times_seen, sighting.rank, sighting.best_rank, sighting.url"
		" FROM sighting JOIN place ON place.id = sighting.place_id WHERE sighting.story_id = :story"
		" ORDER BY sighting.first_seen, place.id",
	[QUERY_LISTED_AT] =
		"SELECT place.outlet, place.kind, place.label, sighting.first_seen, sighting.last_seen,"
		" sighting.times_seen, sighting.rank, sighting.best_rank, sighting.url"
		" FROM sighting JOIN place ON place.id = sighting.place_id"
		" WHERE sighting.story_id = :story AND place.source_id IS NULL"
		" ORDER BY sighting.first_seen, place.id",
	[QUERY_LINKS] =
		"SELECT outlet, state, reason, attempts, first_seen, last_seen, headline, summary, url FROM link"
		" WHERE story_id = :story ORDER BY id",
	[QUERY_RELATED] =
		"SELECT outlet, article_id, list, kind, label, rank, listed_headline, listed_url, listed_story_id,"
		" (SELECT articles FROM story WHERE id = listed_story_id) AS listed_articles"
		" FROM listed WHERE story_id = :story AND (:all = 1 OR kind = 'related')"
		" ORDER BY article_id, list, rank",
	[QUERY_BESIDE] =
		"SELECT outlet, kind, label, rank, story_id, headline"
		" FROM listed WHERE listed_story_id = :story AND story_id <> :story"
		" AND (:all = 1 OR kind = 'related') ORDER BY article_id DESC LIMIT 50",
	[QUERY_OUTLETS] =
		"SELECT outlet.id AS outlet, outlet.name, outlet.enabled,"
		" (SELECT count(*) FROM source WHERE source.outlet = outlet.id AND source.enabled) AS sources,"
		" (SELECT count(*) FROM source WHERE source.outlet = outlet.id AND source.enabled AND failures > 0)"
		" AS failing,"
		" (SELECT max(last_success) FROM source WHERE source.outlet = outlet.id) AS last_success,"
		" (SELECT count(*) FROM article WHERE article.outlet = outlet.id AND first_read >"
		" strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 day')) AS day,"
		" (SELECT count(*) FROM article WHERE article.outlet = outlet.id) AS articles,"
		" outlet.language, outlet.homepage"
		" FROM outlet ORDER BY outlet.id",
	[QUERY_SOURCES] =
		"SELECT outlet, kind, url, enabled, last_poll, last_status, last_success, next_due, interval_s,"
		" failures, last_error, redirect_url FROM source"
		" WHERE :outlet IS NULL OR outlet = :outlet ORDER BY outlet, id",
	[QUERY_BROKEN] =
		"SELECT * FROM broken_sources",
	[QUERY_STATUS] =
		"SELECT (SELECT count(*) FROM outlet WHERE enabled) AS outlets,"
		" (SELECT count(*) FROM source WHERE enabled) AS sources,"
		" (SELECT count(*) FROM source WHERE enabled AND failures > 0) AS failing,"
		" (SELECT count(*) FROM source WHERE enabled AND next_due <"
		" strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-10 minutes')) AS overdue,"
		" (SELECT max(last_poll) FROM source) AS last_poll,"
		" (SELECT count(*) FROM link) AS links,"
		" (SELECT count(*) FROM link WHERE state = 'pending') AS pending,"
		" (SELECT count(*) FROM story WHERE arrived IS NOT NULL) AS stories,"
		" (SELECT count(*) FROM article) AS articles,"
		" (SELECT max(arrived) FROM story) AS last_arrived,"
		" (SELECT count(*) FROM story WHERE arrived >"
		" strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 day')) AS day,"
		" (SELECT count(*) FROM revision) AS revisions,"
		" (SELECT count(*) FROM headline_list) AS headline_lists,"
		" (SELECT count(*) FROM sighting) AS sightings,"
		" (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'change') AS change,"
		" (SELECT user_version FROM pragma_user_version) AS schema",
	[QUERY_CHANGES] =
		"SELECT change, id AS article_id, NULL AS url, story_id, first_read FROM"
		" (SELECT change, id, story_id, first_read FROM article WHERE change > :since"
		" ORDER BY change LIMIT :limit)"
		" UNION ALL"
		" SELECT change, NULL, url, article_id, deleted FROM"
		" (SELECT change, url, article_id, deleted FROM tombstone WHERE change > :since"
		" AND article_id IS NOT NULL ORDER BY change LIMIT :limit)"
		" ORDER BY change LIMIT :limit",
	[QUERY_STORY_ID] =
		"SELECT coalesce((SELECT id FROM story WHERE id = :story),"
		" (SELECT story_id FROM merged_story WHERE id = :story), 0)",
	[QUERY_STORY_OF_URL] =
		"SELECT coalesce((SELECT story_id FROM article WHERE url_hash = :url_hash),"
		" (SELECT story_id FROM link WHERE url_hash = :url_hash),"
		" (SELECT story_id FROM article WHERE canonical_hash = :url_hash),"
		" (SELECT story_id FROM sighting WHERE url_hash = :url_hash), 0)",
	[QUERY_STORY_OF_TITLE] =
		"SELECT id FROM story WHERE title_hash = :title_hash ORDER BY first_seen DESC LIMIT 1",
	[QUERY_OUTLET_NAMES] =
		"SELECT id AS name FROM outlet",
	/* From name to name by the index: articles are many. */
	[QUERY_AGENCY_NAMES] =
		"WITH RECURSIVE agency (name) AS (SELECT min(agency) FROM article WHERE agency IS NOT NULL"
		" UNION ALL SELECT (SELECT min(agency) FROM article WHERE agency > name) FROM agency"
		" WHERE name IS NOT NULL)"
		" SELECT name FROM agency WHERE name IS NOT NULL",
	[QUERY_LAST_CHANGE] =
		"SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'change'",
	[QUERY_ARTICLE] =
		"SELECT * FROM article WHERE id = :article",
	[QUERY_PHOTOS] =
		"SELECT url, caption, credit FROM photo WHERE article_id = :article ORDER BY position",
	[QUERY_LISTS] =
		"SELECT position, kind, label, listed_headline.headline, listed_headline.url FROM article_list"
		" JOIN headline_list ON headline_list.id = article_list.list_id"
		" JOIN listed_headline ON listed_headline.list_id = headline_list.id"
		" WHERE article_id = :article ORDER BY position, rank",
};
/* clang-format on */
