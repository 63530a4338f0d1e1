-- The common questions, one line each. Views are the interface: tables may change, these keep their columns.

-- The stories, newest first.
CREATE VIEW wire AS
SELECT
	story.arrived,
	coalesce(first.published, story.published, link.published) AS published,
	coalesce(first.outlet, link.outlet) AS outlet,
	story.articles,
	first.agency,
	story.headline,
	first.dateline,
	coalesce(first.url, link.url) AS url,
	story.id AS story_id,
	first.id AS article_id
FROM story
LEFT JOIN article AS first ON first.id = (SELECT min(id) FROM article WHERE story_id = story.id)
LEFT JOIN link ON first.id IS NULL AND link.id = (SELECT min(id) FROM link WHERE story_id = story.id)
WHERE story.arrived IS NOT NULL
ORDER BY story.arrived DESC, story.id DESC;

-- All headlines listed around articles: which article's page, which list, which place in it.
CREATE VIEW listed AS
SELECT
	article.story_id,
	article.id AS article_id,
	article.outlet,
	article.headline,
	article_list.position AS list,
	headline_list.kind,
	headline_list.label,
	listed_headline.rank,
	listed_headline.headline AS listed_headline,
	listed_headline.url AS listed_url,
	listed_headline.story_id AS listed_story_id
FROM article
JOIN article_list ON article_list.article_id = article.id
JOIN headline_list ON headline_list.id = article_list.list_id
JOIN listed_headline ON listed_headline.list_id = headline_list.id;

-- The headlines that outlets put beside a story as related to it.
CREATE VIEW related AS
SELECT story_id, headline, outlet, label, rank, listed_headline, listed_url, listed_story_id, article_id
FROM listed
WHERE kind = 'related' AND listed_story_id IS NOT story_id;

-- What editors and readers put forward: stories by how many outlets and places show them, by kind of list and by the day
-- they were last seen there. SELECT * FROM most_listed WHERE day = '2026-11-24' AND kind = 'popular'.
CREATE VIEW most_listed AS
SELECT
	substr(sighting.last_seen, 1, 10) AS day,
	place.kind,
	count(DISTINCT place.outlet) AS outlets,
	count(DISTINCT sighting.place_id) AS places,
	sum(sighting.times_seen) AS times_seen,
	min(sighting.best_rank) AS best_rank,
	min(sighting.first_seen) AS first_seen,
	max(sighting.last_seen) AS last_seen,
	story.headline,
	story.articles,
	story.id AS story_id
FROM sighting
JOIN place ON place.id = sighting.place_id
JOIN story ON story.id = sighting.story_id
WHERE place.source_id IS NULL
GROUP BY day, place.kind, story.id
ORDER BY day DESC, outlets DESC, places DESC, times_seen DESC;

-- Stories that climb in lists of what is read most: their rank now, and before the last move.
CREATE VIEW rising AS
SELECT
	sighting.moved,
	place.outlet,
	place.label,
	sighting.former_rank,
	sighting.rank,
	sighting.former_rank - sighting.rank AS climbed,
	sighting.best_rank,
	sighting.first_seen,
	story.headline,
	story.id AS story_id
FROM sighting
JOIN place ON place.id = sighting.place_id
JOIN story ON story.id = sighting.story_id
WHERE place.kind = 'popular' AND sighting.former_rank > sighting.rank
ORDER BY sighting.moved DESC, climbed DESC;

-- Who ran an agency's copy: the stories of which at least one article names an agency and two outlets have one.
CREATE VIEW agency_copies AS
SELECT
	named.agency,
	article.headline,
	article.outlet,
	article.first_read AS arrived,
	article.agency IS NOT NULL AS credited,
	article.published,
	CAST(round((julianday(article.published) - julianday(story.published)) * 1440) AS INTEGER) AS minutes_later,
	article.joined_by,
	article.url,
	story.id AS story_id,
	article.id AS article_id
FROM story
JOIN article AS named ON named.id =
	(SELECT min(id) FROM article WHERE story_id = story.id AND agency IS NOT NULL)
JOIN article ON article.story_id = story.id
WHERE story.articles > 1
	AND (SELECT count(DISTINCT outlet) FROM article WHERE story_id = story.id) > 1
ORDER BY story.id DESC, article.published;

-- Everything that happened to articles and stories, by the one rising sequence: WHERE change > N misses nothing.
CREATE VIEW changes AS
SELECT change, 'article' AS what, id, story_id, outlet, headline, url FROM article
UNION ALL
SELECT change, 'story', id, id, NULL, headline, NULL FROM story
UNION ALL
SELECT change, 'merged', id, story_id, NULL, NULL, NULL FROM merged_story
UNION ALL
SELECT change, 'deleted', article_id, NULL, NULL, NULL, url FROM tombstone
ORDER BY change;

-- Sources that fail, the longest first.
CREATE VIEW broken_sources AS
SELECT
	source.outlet,
	source.kind,
	source.url,
	source.failing_since,
	source.failures,
	source.last_success,
	source.next_due,
	source.last_error,
	source.id AS source_id
FROM source
WHERE source.failures > 0 AND source.enabled
ORDER BY source.failing_since;
