/* The writer's SQL, in the order of statements.h. */
#include "store/statements.h"

/* clang-format off */
const struct statement_text statement_texts[STATEMENT_COUNT] = {
	[META_GET] = { .sql =
		"SELECT value FROM meta WHERE key = :key" },
	[META_SET] = { .sql =
		"INSERT INTO meta (key, value) VALUES (:key, :value)"
		" ON CONFLICT (key) DO UPDATE SET value = excluded.value" },

	/* Outlets and sources: some thousands of rows, walked when a configuration is read. */
	[OUTLETS_DISABLE] = { .scans = true, .sql =
		"UPDATE outlet SET enabled = 0 WHERE enabled" },
	[SOURCES_DISABLE] = { .scans = true, .sql =
		"UPDATE source SET enabled = 0 WHERE enabled" },
	[OUTLET_SET] = { .sql =
		"INSERT INTO outlet (id, name, homepage, language, timezone, enabled, first_seen)"
		" VALUES (:id, :name, :homepage, :language, :timezone, :enabled, :now)"
		" ON CONFLICT (id) DO UPDATE SET name = excluded.name, homepage = excluded.homepage,"
		" language = excluded.language, timezone = excluded.timezone, enabled = excluded.enabled" },
	[SOURCE_SET] = { .sql =
		"INSERT INTO source (outlet, kind, url, enabled, first_seen)"
		" VALUES (:outlet, :kind, :url, :enabled, :now)"
		" ON CONFLICT (outlet, url) DO UPDATE SET kind = excluded.kind, enabled = excluded.enabled" },
	[SOURCES] = { .scans = true, .sql =
		"SELECT id, outlet, kind, url, last_poll, last_success, next_due, interval_s, failures, etag,"
		" last_modified, body_hash, redirect_url, redirects FROM source WHERE enabled ORDER BY id" },
	[SOURCE_FIND] = { .sql =
		"SELECT id, kind FROM source WHERE outlet = :outlet AND url = :url" },
	[SOURCE_POLLED] = { .sql =
		"UPDATE source SET next_due = :next_due, interval_s = :interval, failures = :failures,"
		" failing_since = iif(:failures = 0, NULL, coalesce(failing_since, :now)),"
		" last_poll = :now, last_success = iif(:error IS NULL, :now, last_success),"
		" last_status = :status, last_error = :error, etag = :etag, last_modified = :last_modified,"
		" body_hash = :body_hash, redirect_url = :redirect_url, redirects = :redirects"
		" WHERE id = :id" },
	[POLL_INSERT] = { .sql =
		"INSERT INTO poll (source_id, started, took_ms, status, http_status, entries, new_links,"
		" changed_links, error) VALUES (:source, :started, :took_ms, :status, :http_status, :entries,"
		" :new_links, :changed_links, :error)" },

	/* Links. */
	[LINKS_PENDING] = { .sql =
		"SELECT id, outlet, url, attempts, next_try, article_id IS NOT NULL, followed FROM link"
		" WHERE state = 'pending' AND outlet = :outlet AND id > :after ORDER BY id LIMIT :limit" },
	[LINK_BY_URL] = { .sql =
		"SELECT id, state, source_id, story_id, title_hash, coalesce(updated, published), fetched,"
		" unchanged, outlet, url"
		" FROM link WHERE url_hash = :url_hash" },
	[LINK_LOAD] = { .sql =
		"SELECT link.outlet, source_id, state, story_id, article_id, link.url, url_hash, feed_id_hash,"
		" headline, title_hash, published, link.first_seen, unchanged, rank, kind"
		" FROM link JOIN source ON source.id = source_id WHERE link.id = :id" },
	[LINK_STORIES_BY_FEED_ID] = { .sql =
		"SELECT story_id FROM link WHERE feed_id_hash = :feed_id_hash AND id <> :id LIMIT :limit" },
	[LINK_INSERT] = { .sql =
		"INSERT INTO link (outlet, source_id, state, reason, rank, first_seen, last_seen, url, url_hash,"
		" feed_id, feed_id_hash, title_hash, headline, published, updated, dated, author, summary,"
		" story_id, article_id) VALUES (:outlet, :source, :state, :reason, :rank, :now, :now, :url, :url_hash,"
		" :feed_id, :feed_id_hash, :title_hash, :headline, :published, :updated, :dated, :author,"
		" :summary, :story, :article)" },
	[LINK_FOLLOW] = { .sql =
		"INSERT INTO link (outlet, source_id, state, followed, rank, first_seen, last_seen, url, url_hash,"
		" title_hash, headline) SELECT :outlet, :source, 'pending', 1, 0, :now, :now, :url, :url_hash,"
		" :title_hash, :headline"
		" WHERE NOT EXISTS (SELECT 1 FROM article WHERE url_hash = :url_hash)"
		" AND NOT EXISTS (SELECT 1 FROM article WHERE canonical_hash = :url_hash)"
		" AND NOT EXISTS (SELECT 1 FROM tombstone WHERE url_hash = :url_hash)"
		" ON CONFLICT (url_hash) DO NOTHING" },
	[LINK_SEEN] = { .sql =
		"UPDATE link SET last_seen = :now WHERE id = :id" },
	[LINK_AGAIN] = { .sql =
		"UPDATE link SET state = 'pending', reason = NULL, attempts = 0, next_try = NULL,"
		" last_seen = :now, title_hash = :title_hash, headline = :headline,"
		" published = coalesce(:published, published), updated = :updated, dated = :dated,"
		" summary = :summary"
		" WHERE id = :id" },
	[LINK_FETCHED] = { .sql =
		"UPDATE link SET state = 'fetched', reason = NULL, attempts = 0, next_try = NULL,"
		" fetched = :now, unchanged = :unchanged, story_id = :story, article_id = :article"
		" WHERE id = :id" },
	[LINK_ENDED] = { .sql =
		"UPDATE link SET state = :state, reason = :reason, attempts = attempts + :failed,"
		" next_try = NULL, story_id = :story WHERE id = :id" },
	[LINK_RETRY] = { .sql =
		"UPDATE link SET attempts = attempts + 1, reason = :reason, next_try = :next_try"
		" WHERE id = :id" },
	[LINK_REASON] = { .sql =
		"UPDATE link SET state = 'fetched', reason = :reason, next_try = NULL,"
		" unchanged = unchanged + 1 WHERE id = :id" },
	[LINKS_MOVE] = { .sql =
		"UPDATE link SET story_id = :to WHERE story_id = :from" },

	/* What was deleted by age. */
	[TOMBSTONE_BY_URL] = { .sql =
		"SELECT url_hash FROM tombstone WHERE url_hash = :url_hash" },
	[TOMBSTONE_BY_FEED_ID] = { .sql =
		"SELECT url_hash FROM tombstone WHERE feed_id_hash = :feed_id_hash LIMIT 1" },
	[TOMBSTONE_SEEN] = { .sql =
		"UPDATE tombstone SET last_seen = :now WHERE url_hash = :url_hash" },
	[TOMBSTONE_INSERT] = { .sql =
		"INSERT INTO tombstone (url_hash, feed_id_hash, article_id, deleted, last_seen, change, url)"
		" VALUES (:url_hash, :feed_id_hash, :article, :now, :now, :change, :url)"
		" ON CONFLICT (url_hash) DO UPDATE SET feed_id_hash = coalesce(excluded.feed_id_hash, feed_id_hash),"
		" article_id = coalesce(excluded.article_id, article_id), change = excluded.change" },

	/* Where headlines stand, and who was seen there. */
	[PLACE_OF_SOURCE] = { .sql =
		"SELECT id FROM place WHERE source_id = :source" },
	[PLACE_OF_LIST] = { .sql =
		"SELECT id FROM place WHERE source_id IS NULL AND outlet = :outlet AND kind = :kind"
		" AND label = :label" },
	[PLACE_INSERT] = { .sql =
		"INSERT INTO place (outlet, source_id, kind, label) VALUES (:outlet, :source, :kind, :label)" },
	[SIGHTING_SEEN] = { .sql =
		"INSERT INTO sighting (url_hash, place_id, story_id, first_seen, last_seen, times_seen, rank,"
		" best_rank, url) VALUES (:url_hash, :place, :story, :first_seen, :now, 1, :rank, :rank, :url)"
		" ON CONFLICT (url_hash, place_id) DO UPDATE SET last_seen = excluded.last_seen,"
		" times_seen = times_seen + 1, rank = excluded.rank, best_rank = min(best_rank, excluded.rank),"
		" former_rank = iif(rank <> excluded.rank, rank, former_rank),"
		" moved = iif(rank <> excluded.rank, excluded.last_seen, moved)" },
	[SIGHTING_STORY] = { .sql =
		"SELECT story_id FROM sighting WHERE url_hash = :url_hash LIMIT 1" },
	[SIGHTINGS_OF_LIST_SEEN] = { .sql =
		"UPDATE sighting SET last_seen = max(last_seen, :now), times_seen = times_seen + :times"
		" WHERE place_id = :place"
		" AND url_hash IN (SELECT url_hash FROM listed_headline WHERE list_id = :list)" },
	[SIGHTINGS_MOVE] = { .sql =
		"UPDATE sighting SET story_id = :to WHERE story_id = :from" },

	/* Stories. */
	[STORY_BY_TITLE] = { .sql =
		"SELECT id, published FROM story WHERE title_hash = :title_hash AND first_seen > :since"
		" ORDER BY first_seen, id LIMIT :limit" },
	[STORY_BODIES] = { .sql =
		"SELECT story.id, article.body FROM story JOIN article ON article.story_id = story.id"
		" WHERE story.title_hash = :title_hash ORDER BY story.first_seen DESC LIMIT :limit" },
	[STORY_LOAD] = { .sql =
		"SELECT known_by, articles, first_seen, published, title_hash, headline FROM story"
		" WHERE id = :id" },
	[STORY_INSERT] = { .sql =
		"INSERT INTO story (title_hash, known_by, articles, first_seen, arrived, published, split_from,"
		" change, headline) VALUES (:title_hash, :known_by, :articles, :first_seen, :arrived, :published,"
		" :split_from, :change, :headline)" },
	[STORY_JOINED] = { .sql =
		"UPDATE story SET articles = articles + 1, arrived = coalesce(arrived, :now),"
		" published = coalesce(min(published, :published), published, :published),"
		" headline = iif(known_by = 'article', headline, :headline),"
		" title_hash = iif(known_by = 'article', title_hash, coalesce(:title_hash, title_hash)),"
		" known_by = 'article', change = :change WHERE id = :id" },
	[STORY_ARRIVES] = { .sql =
		"UPDATE story SET arrived = :now, known_by = iif(known_by = 'list', 'source', known_by),"
		" published = coalesce(published, :published), change = :change"
		" WHERE id = :id AND arrived IS NULL" },
	[STORY_RENAMED] = { .sql =
		"UPDATE story SET headline = iif(articles = 1, :headline, headline), change = :change"
		" WHERE id = :id" },
	[STORY_LEFT] = { .sql =
		"UPDATE story SET articles = articles - 1, change = :change WHERE id = :id" },
	[STORY_FIRST_SEEN] = { .sql =
		"UPDATE story SET first_seen = min(first_seen, :first_seen) WHERE id = :id" },
	[STORY_DELETE] = { .sql =
		"DELETE FROM story WHERE id = :id" },
	[STORY_MERGED] = { .sql =
		"INSERT INTO merged_story (id, story_id, change) VALUES (:from, :to, :change)" },
	[STORIES_MERGED_MOVE] = { .sql =
		"UPDATE merged_story SET story_id = :to WHERE story_id = :from" },

	/* Articles. */
	[ARTICLE_BY_URL] = { .sql =
		"SELECT id, outlet, headline, title_hash FROM article WHERE url_hash = :url_hash" },
	[ARTICLE_BY_CANONICAL] = { .sql =
		"SELECT id, outlet, headline, title_hash FROM article WHERE canonical_hash = :url_hash LIMIT 1" },
	[ARTICLE_LOAD] = { .sql =
		"SELECT story_id, content_hash, revisions, last_read, updated, headline, dek, body,"
		" published, agency, title_hash, url_hash, canonical_hash FROM article WHERE id = :id" },
	[ARTICLE_INSERT] = { .sql =
		"INSERT INTO article (story_id, joined_by, outlet, agency, published, updated, first_read,"
		" last_read, http_status, language, section, dateline, truncated, not_article, words, title_hash,"
		" url_hash, canonical_hash, content_hash, change, headline, url, canonical_url, byline, kicker,"
		" dek, body) VALUES (:story, :joined_by, :outlet, :agency, :published, :updated, :now, :now,"
		" :http_status, :language, :section, :dateline, :truncated, :not_article, :words, :title_hash,"
		" :url_hash, :canonical_hash, :content_hash, :change, :headline, :url, :canonical_url, :byline,"
		" :kicker, :dek, :body)" },
	[ARTICLE_UPDATE] = { .sql =
		"UPDATE article SET agency = :agency, published = coalesce(published, :published),"
		" updated = :updated, last_read = :now, http_status = :http_status, language = :language,"
		" section = :section, dateline = :dateline, truncated = :truncated, not_article = :not_article,"
		" revisions = revisions + 1, words = :words, title_hash = :title_hash,"
		" content_hash = :content_hash, change = :change, headline = :headline, byline = :byline,"
		" kicker = :kicker, dek = :dek, body = :body WHERE id = :id" },
	[ARTICLE_SEEN] = { .sql =
		"UPDATE article SET last_read = :now, updated = coalesce(:updated, updated),"
		" http_status = :http_status, change = coalesce(:change, change) WHERE id = :id" },
	[ARTICLE_MOVE] = { .sql =
		"UPDATE article SET story_id = :story, joined_by = 'split', change = :change WHERE id = :article" },
	[ARTICLE_LINKS_MOVE] = { .sql =
		"UPDATE link SET story_id = :story WHERE article_id = :article" },
	[ARTICLE_SIGHTINGS_MOVE] = { .sql =
		"UPDATE sighting SET story_id = :story WHERE story_id = :former"
		" AND url_hash = (SELECT url_hash FROM article WHERE id = :article)" },
	[ARTICLE_LISTED_MOVE] = { .sql =
		"UPDATE listed_headline SET story_id = :story WHERE story_id = :former"
		" AND url_hash = (SELECT url_hash FROM article WHERE id = :article)" },
	[REVISION_INSERT] = { .sql =
		"INSERT INTO revision (article_id, number, read, replaced, updated, headline, dek, body)"
		" SELECT id, revisions + 1, last_read, :now, updated, headline, dek, body FROM article"
		" WHERE id = :article" },
	[PHOTOS_DELETE] = { .sql =
		"DELETE FROM photo WHERE article_id = :article" },
	[PHOTO_INSERT] = { .sql =
		"INSERT INTO photo (article_id, position, url, caption, credit)"
		" VALUES (:article, :position, :url, :caption, :credit)" },
	[SEARCH_INSERT] = { .sql =
		"INSERT INTO search (rowid, headline, dek, body) VALUES (:article, :headline, :dek, :body)" },
	[SEARCH_DELETE] = { .sql =
		"INSERT INTO search (search, rowid, headline, dek, body)"
		" VALUES ('delete', :article, :headline, :dek, :body)" },

	/* Headline lists. */
	[LIST_FIND] = { .sql =
		"SELECT id FROM headline_list WHERE place_id = :place AND content_hash = :content_hash" },
	[LIST_SEEN] = { .sql =
		"UPDATE headline_list SET last_seen = max(last_seen, :now), pages = pages + :times WHERE id = :id" },
	[LIST_INSERT] = { .sql =
		"INSERT INTO headline_list (place_id, outlet, label, kind, content_hash, first_seen, last_seen,"
		" pages) VALUES (:place, :outlet, :label, :kind, :content_hash, :now, :now, 1)" },
	[LISTED_INSERT] = { .sql =
		"INSERT INTO listed_headline (list_id, rank, story_id, url_hash, headline, url)"
		" VALUES (:list, :rank, :story, :url_hash, :headline, :url)" },
	[LISTED_MOVE] = { .sql =
		"UPDATE listed_headline SET story_id = :to WHERE story_id = :from" },
	[ARTICLE_LISTS_DELETE] = { .sql =
		"DELETE FROM article_list WHERE article_id = :article" },
	[ARTICLE_LIST_INSERT] = { .sql =
		"INSERT INTO article_list (article_id, position, list_id) VALUES (:article, :position, :list)" },

	/* Site memory; of numbers with the highest bit SQLite thinks as of negative ones. */
	[PAGE_LINES] = { .sql =
		"SELECT number, story_id, lines, read FROM page_lines WHERE outlet = :outlet"
		" ORDER BY number DESC LIMIT :limit" },
	[PAGE_LINES_INSERT] = { .sql =
		"INSERT INTO page_lines (outlet, number, story_id, lines, read)"
		" VALUES (:outlet, :number, :story, :lines, :now)" },
	[PAGE_LINES_DELETE] = { .sql =
		"DELETE FROM page_lines WHERE outlet = :outlet AND number <= :until" },
	[KNOWN_LINES_LOW] = { .sql =
		"SELECT line, pages, first_page, last_seen, first_seen FROM known_line"
		" WHERE outlet = :outlet AND line >= 0 ORDER BY line" },
	[KNOWN_LINES_HIGH] = { .sql =
		"SELECT line, pages, first_page, last_seen, first_seen FROM known_line"
		" WHERE outlet = :outlet AND line < 0 ORDER BY line" },
	[KNOWN_LINE_SET] = { .sql =
		"INSERT INTO known_line (outlet, line, pages, first_page, last_seen, first_seen)"
		" VALUES (:outlet, :line, :pages, :first_page, :now, :first_seen)"
		" ON CONFLICT (outlet, line) DO UPDATE SET pages = excluded.pages, last_seen = excluded.last_seen" },
	[KNOWN_LINE_DELETE] = { .sql =
		"DELETE FROM known_line WHERE outlet = :outlet AND line = :line" },

	/* Deleting by age: walks along a primary key in pieces. */
	[PRUNE_STORIES] = { .sql =
		"SELECT id, first_seen FROM story WHERE id > :after ORDER BY id LIMIT :limit" },
	[PRUNE_STORY_LAST_SEEN] = { .sql =
		"SELECT max(coalesce((SELECT max(last_seen) FROM sighting WHERE story_id = :story), ''),"
		" coalesce((SELECT max(last_read) FROM article WHERE story_id = :story), ''),"
		" coalesce((SELECT max(last_seen) FROM link WHERE story_id = :story), ''))" },
	[PRUNE_STORY_ADDRESSES] = { .sql =
		"SELECT DISTINCT url_hash, url FROM sighting WHERE story_id = :story LIMIT :limit" },
	[PRUNE_ARTICLES] = { .sql =
		"SELECT id, url_hash, url, headline, dek, body FROM article WHERE story_id = :story" },
	[PRUNE_ARTICLE_LINKS] = { .sql =
		"UPDATE link SET article_id = NULL WHERE article_id = :article" },
	[PRUNE_ARTICLE] = { .sql =
		"DELETE FROM article WHERE id = :article" },
	[PRUNE_LINKS_OF_STORY] = { .sql =
		"SELECT id, url_hash, feed_id_hash, url FROM link WHERE story_id = :story" },
	[PRUNE_SIGHTINGS] = { .sql =
		"DELETE FROM sighting WHERE story_id = :story" },
	[PRUNE_LISTED] = { .sql =
		"UPDATE listed_headline SET story_id = NULL WHERE story_id = :story" },
	[PRUNE_MERGED] = { .sql =
		"DELETE FROM merged_story WHERE story_id = :story" },
	[PRUNE_LINKS] = { .sql =
		"SELECT id, url_hash, feed_id_hash, url, state = 'pending' OR story_id IS NOT NULL, last_seen,"
		" first_seen FROM link WHERE id > :after ORDER BY id LIMIT :limit" },
	[PRUNE_LINK] = { .sql =
		"DELETE FROM link WHERE id = :id" },
	[PRUNE_LISTS] = { .sql =
		"SELECT id, first_seen, last_seen, EXISTS (SELECT 1 FROM article_list WHERE list_id = headline_list.id)"
		" FROM headline_list WHERE id > :after ORDER BY id LIMIT :limit" },
	[PRUNE_LIST] = { .sql =
		"DELETE FROM headline_list WHERE id = :id" },
	[PRUNE_POLLS] = { .sql =
		"DELETE FROM poll WHERE id IN (SELECT id FROM poll WHERE started < :before ORDER BY started"
		" LIMIT :limit)" },
	[PRUNE_TOMBSTONES] = { .sql =
		"DELETE FROM tombstone WHERE url_hash IN (SELECT url_hash FROM tombstone WHERE last_seen < :before"
		" ORDER BY last_seen LIMIT :limit)" },

	/* A new rule for title hashes: again in pieces. */
	[REKEY_STORIES] = { .sql =
		"SELECT id, headline FROM story WHERE id > :after ORDER BY id LIMIT :limit" },
	[REKEY_STORY] = { .sql =
		"UPDATE story SET title_hash = :title_hash WHERE id = :id" },
	[REKEY_LINKS] = { .sql =
		"SELECT id, coalesce(headline, '') FROM link WHERE id > :after ORDER BY id LIMIT :limit" },
	[REKEY_LINK] = { .sql =
		"UPDATE link SET title_hash = :title_hash WHERE id = :id" },
	[REKEY_ARTICLES] = { .sql =
		"SELECT id, headline FROM article WHERE id > :after ORDER BY id LIMIT :limit" },
	[REKEY_ARTICLE] = { .sql =
		"UPDATE article SET title_hash = :title_hash WHERE id = :id" },
};
/* clang-format on */
