-- Why: raw events may have a limit. Whole days of them are dropped, and what was dropped is remembered, since an interaction
-- that lacks events cannot be folded again: it is frozen, its numbers stay as they were counted and no event of it is taken.
-- Roll-out: stop the previous release before the first limit is set; it does not know frozen interactions and would fold
-- them from what is left. Without a limit both run beside each other.

-- One row. Raw events received before that day are gone, except of interactions that had events since: those are moved on.
CREATE TABLE raw_event_retention (
  id boolean NOT NULL DEFAULT true,
  received_from date NOT NULL,
  CONSTRAINT pk_raw_event_retention PRIMARY KEY (id),
  CONSTRAINT ck_raw_event_retention_one CHECK (id)
);
INSERT INTO raw_event_retention (received_from) VALUES ('-infinity');

-- Drops what is remembered as dropped and nothing else; the owner does it for the worker, which may not drop tables.
CREATE FUNCTION drop_raw_events() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid, raw_event_retention r
    WHERE i.inhparent = 'raw_event'::regclass AND isfinite(r.received_from)
      AND c.relname < 'raw_event_' || to_char(r.received_from, 'YYYYMMDD')
    ORDER BY c.relname
  LOOP
    EXECUTE format('DROP TABLE %I', name);
  END LOOP;
END
$$;

DO $$
BEGIN
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON raw_event_retention FROM %I', current_schema() || '_api');
  REVOKE ALL ON FUNCTION drop_raw_events() FROM PUBLIC;
  EXECUTE format('GRANT EXECUTE ON FUNCTION drop_raw_events() TO %I', current_schema() || '_worker');
END
$$;
