-- Why: to make the partition of a new day as part of the table locks the table against everybody, and waits for whoever
-- reads raw events for long (a check, an export) with all other readers and writers behind it. A table that is made
-- by itself and then attached waits for nobody who reads or writes.
-- Roll-out: the previous release makes its partitions by this function too.
CREATE OR REPLACE FUNCTION ensure_raw_event_partition(day date) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  name text := 'raw_event_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF to_regclass(name) IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('raw_event_partition'));
    IF to_regclass(name) IS NULL THEN
      EXECUTE format('CREATE TABLE %I (LIKE raw_event INCLUDING ALL)', name);
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
      EXECUTE format('ALTER TABLE %I ALTER COLUMN tenant_id SET STATISTICS 0', name);
      EXECUTE format('ALTER TABLE raw_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, day, day + 1);
    END IF;
  END IF;
END
$$;
