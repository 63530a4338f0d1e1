-- The wire: outlets and their sources, the links these name, stories, articles, and the headline lists around them.
--
-- Times are text, ISO 8601 in UTC: '2015-09-30T01:20:00Z'. A `url_hash` is the first eight bytes of the SHA-256 of the
-- address in the form addresses are compared in (without scheme, www., tracking parameters), as a signed number.
-- `change` is the number of a row's last change in the one rising sequence of the store.
--
-- Columns that are often asked for stand before the long ones: what lies behind a body is read only when it is needed.

CREATE TABLE meta (
	key TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Who publishes, as configured. Those gone from the configuration stay, with enabled 0.
CREATE TABLE outlet (
	id TEXT PRIMARY KEY,                    -- the slug of the configuration and the log
	name TEXT NOT NULL,
	homepage TEXT,
	language TEXT,
	timezone TEXT,
	enabled INTEGER NOT NULL DEFAULT 1,
	first_seen TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Where links are found: a feed, a sitemap, a section page.
CREATE TABLE source (
	id INTEGER PRIMARY KEY,
	outlet TEXT NOT NULL REFERENCES outlet,
	kind TEXT NOT NULL,                     -- feed, sitemap, section
	url TEXT NOT NULL,
	enabled INTEGER NOT NULL DEFAULT 1,     -- 0: gone from the configuration, or its outlet is
	next_due TEXT,                          -- NULL: at once
	interval_s INTEGER NOT NULL DEFAULT 0,  -- the pace it has been found to deserve; 0: as configured
	failures INTEGER NOT NULL DEFAULT 0,    -- in a row
	failing_since TEXT,
	last_poll TEXT,
	last_success TEXT,                      -- NULL: never read yet
	last_status TEXT,                       -- as in poll
	last_error TEXT,                        -- of the last failure; NULL after a success
	etag TEXT,                              -- validators, verbatim, of the last committed read
	last_modified TEXT,
	body_hash INTEGER,                      -- of the last document read
	redirect_url TEXT,                      -- where it says it has moved for good
	redirects INTEGER NOT NULL DEFAULT 0,   -- how often in a row it said so
	first_seen TEXT NOT NULL,
	UNIQUE (outlet, url)
) STRICT;

-- One row a poll: what came of asking a source.
CREATE TABLE poll (
	id INTEGER PRIMARY KEY,
	source_id INTEGER NOT NULL REFERENCES source,
	started TEXT NOT NULL,
	took_ms INTEGER NOT NULL,
	status TEXT NOT NULL,                   -- ok, not-modified, failed ...
	http_status INTEGER,                    -- NULL: no answer
	entries INTEGER NOT NULL,               -- named by the document
	new_links INTEGER NOT NULL,             -- of these not seen before
	changed_links INTEGER NOT NULL,         -- known ones to be read again
	error TEXT
) STRICT;
CREATE INDEX poll_source ON poll (source_id, started);
CREATE INDEX poll_started ON poll (started);

-- What sources named. pending: to be read, not before next_try; fetched: read; refused: not to be read, or no article;
-- failed: given up.
CREATE TABLE link (
	id INTEGER PRIMARY KEY,
	outlet TEXT NOT NULL REFERENCES outlet,
	source_id INTEGER NOT NULL REFERENCES source,   -- which named it first
	state TEXT NOT NULL CHECK (state IN ('pending', 'fetched', 'refused', 'failed')),
	reason TEXT,                            -- of the last failure or refusal
	followed INTEGER NOT NULL DEFAULT 0,    -- 1: found in a headline list of an article, not in a source
	attempts INTEGER NOT NULL DEFAULT 0,    -- failed ones since it was last read
	next_try TEXT,                          -- NULL: at once
	rank INTEGER NOT NULL,                  -- its place in the source when first named, from 1; 0: followed
	first_seen TEXT NOT NULL,
	last_seen TEXT NOT NULL,
	fetched TEXT,
	unchanged INTEGER NOT NULL DEFAULT 0,   -- readings in a row that brought nothing new
	story_id INTEGER REFERENCES story,
	article_id INTEGER REFERENCES article,
	url TEXT NOT NULL,
	url_hash INTEGER NOT NULL UNIQUE,
	feed_id TEXT,                           -- the source's own name for it, where it is not the address
	feed_id_hash INTEGER,                   -- of outlet and feed id
	title_hash TEXT,                        -- of headline
	headline TEXT,                          -- the source's words, as are the next
	published TEXT,
	updated TEXT,
	author TEXT,
	summary TEXT
) STRICT;
CREATE INDEX link_pending ON link (outlet) WHERE state = 'pending';
CREATE INDEX link_feed_id ON link (feed_id_hash) WHERE feed_id_hash IS NOT NULL;
CREATE INDEX link_story ON link (story_id) WHERE story_id IS NOT NULL;
CREATE INDEX link_article ON link (article_id) WHERE article_id IS NOT NULL;

-- One piece of news: one title hash within its window. A listed headline makes one too, and it finds its article when that is read.
CREATE TABLE story (
	id INTEGER PRIMARY KEY,
	title_hash TEXT,                        -- NULL: the headline names nothing ("Weather")
	known_by TEXT NOT NULL CHECK (known_by IN ('article', 'source', 'list')),
	articles INTEGER NOT NULL DEFAULT 0,
	first_seen TEXT NOT NULL,
	arrived TEXT,                           -- on the wire: its first article, or its headline in a source; NULL: only listed
	published TEXT,                         -- the earliest of its articles
	split_from INTEGER,                     -- the story it was taken out of, where a join was undone
	change INTEGER NOT NULL,
	headline TEXT NOT NULL
) STRICT;
CREATE INDEX story_title ON story (title_hash, first_seen) WHERE title_hash IS NOT NULL;
CREATE INDEX story_arrived ON story (arrived) WHERE arrived IS NOT NULL;
CREATE INDEX story_change ON story (change);

-- Where a story went that was known by a list alone, until an article showed that it is another.
CREATE TABLE merged_story (
	id INTEGER PRIMARY KEY,                 -- as it was
	story_id INTEGER NOT NULL REFERENCES story,
	change INTEGER NOT NULL
) STRICT;
CREATE INDEX merged_story_story ON merged_story (story_id);
CREATE INDEX merged_story_change ON merged_story (change);

-- One outlet's page of a story, as last read.
CREATE TABLE article (
	id INTEGER PRIMARY KEY,
	story_id INTEGER NOT NULL REFERENCES story,
	joined_by TEXT NOT NULL                 -- why it is in that story
		CHECK (joined_by IN ('new', 'title', 'url', 'canonical', 'feed-id', 'body', 'split')),
	outlet TEXT NOT NULL REFERENCES outlet,
	agency TEXT COLLATE NOCASE,             -- whose copy it is: Xinhua
	published TEXT,
	updated TEXT,
	first_read TEXT NOT NULL,
	last_read TEXT NOT NULL,
	http_status INTEGER,
	language TEXT,
	section TEXT,
	dateline TEXT,                          -- MOSCOW, Sept 30
	truncated INTEGER NOT NULL DEFAULT 0,   -- 1: a paywall's stub
	not_article TEXT,                       -- gallery or video, where it is no text; else NULL
	revisions INTEGER NOT NULL DEFAULT 0,
	words INTEGER NOT NULL,
	title_hash TEXT,
	url_hash INTEGER NOT NULL UNIQUE,
	canonical_hash INTEGER,                 -- NULL where it is the url_hash
	content_hash INTEGER NOT NULL,          -- of headline, dek and body: another one is a revision
	change INTEGER NOT NULL,
	headline TEXT NOT NULL,
	url TEXT NOT NULL,                      -- as fetched
	canonical_url TEXT,                     -- as the page names itself
	byline TEXT,                            -- persons, a JSON array
	kicker TEXT,
	dek TEXT,
	body TEXT NOT NULL                      -- paragraphs, an empty line between
) STRICT;
CREATE INDEX article_story ON article (story_id);
CREATE INDEX article_outlet ON article (outlet, first_read);
CREATE INDEX article_agency ON article (agency, first_read) WHERE agency IS NOT NULL;
CREATE INDEX article_canonical ON article (canonical_hash) WHERE canonical_hash IS NOT NULL;
CREATE INDEX article_change ON article (change);

-- What an article said before it changed.
CREATE TABLE revision (
	id INTEGER PRIMARY KEY,
	article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
	number INTEGER NOT NULL,                -- from 1, the oldest
	read TEXT NOT NULL,                     -- when it was last read so
	replaced TEXT NOT NULL,                 -- when the next was read
	updated TEXT,
	headline TEXT NOT NULL,
	dek TEXT,
	body TEXT NOT NULL,
	UNIQUE (article_id, number)
) STRICT;

CREATE TABLE photo (
	article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
	position INTEGER NOT NULL,              -- from 1, in page order
	url TEXT NOT NULL,
	caption TEXT,
	credit TEXT,
	PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

-- Where headlines stand: a source, or the lists with one label and kind on an outlet's pages.
CREATE TABLE place (
	id INTEGER PRIMARY KEY,
	outlet TEXT NOT NULL REFERENCES outlet,
	source_id INTEGER UNIQUE REFERENCES source,     -- NULL: lists on pages
	kind TEXT NOT NULL,                     -- feed, sitemap, section; related, popular, picks, latest, more, neighbour
	label TEXT NOT NULL                     -- the heading over it; '' where none
) STRICT;
CREATE UNIQUE INDEX place_label ON place (outlet, kind, label) WHERE source_id IS NULL;

-- A list of headlines, once, on however many pages it stands just so.
CREATE TABLE headline_list (
	id INTEGER PRIMARY KEY,
	place_id INTEGER NOT NULL REFERENCES place,
	outlet TEXT NOT NULL REFERENCES outlet,
	label TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('related', 'popular', 'picks', 'latest', 'more', 'neighbour')),
	content_hash INTEGER NOT NULL,
	first_seen TEXT NOT NULL,
	last_seen TEXT NOT NULL,
	pages INTEGER NOT NULL,                 -- readings of pages that showed it
	UNIQUE (place_id, content_hash)
) STRICT;

CREATE TABLE listed_headline (
	list_id INTEGER NOT NULL REFERENCES headline_list ON DELETE CASCADE,
	rank INTEGER NOT NULL,                  -- from 1
	story_id INTEGER REFERENCES story,      -- NULL: a story that was deleted by age
	url_hash INTEGER,
	headline TEXT NOT NULL,                 -- as shown
	url TEXT NOT NULL,
	PRIMARY KEY (list_id, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX listed_story ON listed_headline (story_id) WHERE story_id IS NOT NULL;

-- Which lists stand on an article's page, in page order.
CREATE TABLE article_list (
	article_id INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
	position INTEGER NOT NULL,              -- from 1
	list_id INTEGER NOT NULL REFERENCES headline_list,
	PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_list_list ON article_list (list_id);

-- A story seen at a place under an address: one row, however often.
CREATE TABLE sighting (
	url_hash INTEGER NOT NULL,
	place_id INTEGER NOT NULL REFERENCES place,
	story_id INTEGER NOT NULL REFERENCES story,
	first_seen TEXT NOT NULL,
	last_seen TEXT NOT NULL,
	times_seen INTEGER NOT NULL,
	rank INTEGER NOT NULL,                  -- the last one, from 1
	best_rank INTEGER NOT NULL,
	former_rank INTEGER,                    -- the rank before the last move; NULL: it has not moved
	moved TEXT,                             -- when it moved
	url TEXT NOT NULL,
	PRIMARY KEY (url_hash, place_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_story ON sighting (story_id, last_seen);

-- What was deleted by age, so that it does not come back as news while a source still names it.
CREATE TABLE tombstone (
	url_hash INTEGER PRIMARY KEY,
	feed_id_hash INTEGER,
	article_id INTEGER,                     -- NULL: a link or a headline that was never read
	deleted TEXT NOT NULL,
	last_seen TEXT NOT NULL,
	change INTEGER NOT NULL,
	url TEXT NOT NULL
) STRICT;
CREATE INDEX tombstone_change ON tombstone (change);
CREATE INDEX tombstone_feed_id ON tombstone (feed_id_hash) WHERE feed_id_hash IS NOT NULL;
CREATE INDEX tombstone_last_seen ON tombstone (last_seen);

-- Words to articles. The writer puts a blank around each CJK character before it inserts; README.md tells how to ask.
CREATE VIRTUAL TABLE search USING fts5 (
	headline, dek, body,
	content = 'article', content_rowid = 'id',
	tokenize = "unicode61 remove_diacritics 2"
);

-- The words of a whole batch of articles are gathered before they are written: a quarter less time than with 1 MB.
INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);
