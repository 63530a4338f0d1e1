-- A source may print a date that is none ("soon"), or one before 1990 or after tomorrow. Such a date is not believed:
-- published and updated are NULL then, and this keeps the source's own words.

ALTER TABLE link ADD COLUMN dated TEXT;         -- as printed, where a date could not be read or is not believed
