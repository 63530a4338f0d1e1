-- The same views, with the order of the tables told: left to itself SQLite paired every place with every story.

DROP VIEW most_listed;
DROP VIEW rising;

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
	sighting.story_id
FROM sighting
CROSS JOIN place ON place.id = sighting.place_id
CROSS JOIN story ON story.id = sighting.story_id
WHERE place.source_id IS NULL
GROUP BY day, place.kind, sighting.story_id
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
	sighting.story_id
FROM sighting
CROSS JOIN place ON place.id = sighting.place_id
CROSS JOIN story ON story.id = sighting.story_id
WHERE place.kind = 'popular' AND sighting.former_rank > sighting.rank
ORDER BY sighting.moved DESC, climbed DESC;
