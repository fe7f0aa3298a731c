-- Why: an import may be a file of events, one a line, as an export writes it; such a job has no mapping.
-- Roll-out: adds a column with a default. A release before this one takes such a job for a table and fails it; the
-- same file may then be sent again.

ALTER TABLE import ADD COLUMN format text NOT NULL DEFAULT 'csv';
ALTER TABLE import ADD CONSTRAINT ck_import_format CHECK (format IN ('csv', 'ndjson'));
