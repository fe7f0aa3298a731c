-- Why: a release that measures more must not take back what an older one never counted. Each interaction knows by which
-- version of the fold it is counted; it is counted anew, completely, when an event touches it. Roll-out: the previous
-- release goes on beside it and leaves the default.
ALTER TABLE interaction ADD COLUMN fold smallint NOT NULL DEFAULT 1;
