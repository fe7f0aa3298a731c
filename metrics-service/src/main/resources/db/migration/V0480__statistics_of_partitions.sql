-- Why: a partition has statistics of its own, and those of single tenants mislead the planner here as elsewhere (see
-- afterMigrate). Roll-out: the previous release makes its partitions by this function too.
CREATE OR REPLACE FUNCTION ensure_raw_event_partition(day date) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  name text := 'raw_event_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF to_regclass(name) IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('raw_event_partition'));
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF raw_event FOR VALUES FROM (%L) TO (%L)',
      name, day, day + 1);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I ALTER COLUMN tenant_id SET STATISTICS 0', name);
  END IF;
END
$$;
