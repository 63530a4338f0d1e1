-- Site memory: lines that stand on many pages of an outlet are furniture, and leave the body. A line is kept as a
-- number alone: a hash of its text, with its words in the lowest byte.

-- The lines of the last pages of each outlet that started or joined a story, to compare the next one with.
CREATE TABLE page_lines (
	outlet TEXT NOT NULL REFERENCES outlet,
	number INTEGER NOT NULL,                -- of the outlet's pages, from 1
	story_id INTEGER NOT NULL,              -- pages of one story do not count for each other
	lines BLOB NOT NULL,                    -- 8 bytes a line, the lowest first, in rising order
	PRIMARY KEY (outlet, number)
) STRICT, WITHOUT ROWID;

-- The lines that at least two of them had.
CREATE TABLE known_line (
	outlet TEXT NOT NULL REFERENCES outlet,
	line INTEGER NOT NULL,
	pages INTEGER NOT NULL,                 -- that had it
	first_page INTEGER NOT NULL,            -- the number of the first of them
	last_seen TEXT NOT NULL,
	PRIMARY KEY (outlet, line)
) STRICT, WITHOUT ROWID;
