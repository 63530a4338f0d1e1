-- Site memory knows links too, whose number has a lowest byte of 0: those that have stood on an outlet's pages for weeks
-- are no headlines. So it keeps when lines were seen first; of what is older than this column nobody knows.

ALTER TABLE page_lines ADD COLUMN read TEXT;
ALTER TABLE known_line ADD COLUMN first_seen TEXT;
