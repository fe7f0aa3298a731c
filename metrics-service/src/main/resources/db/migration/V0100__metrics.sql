-- Why: the truth (raw events), what is derived from it (interactions, observations, cells), and the keys that make a
-- repeated event count once. Roll-out: creates only; nothing older runs beside it.
-- Each primary key leads with tenant_id, so that the schema can be distributed by tenant.

CREATE TABLE tenant_zone (
  tenant_id uuid NOT NULL,
  zone text NOT NULL,
  CONSTRAINT pk_tenant_zone PRIMARY KEY (tenant_id)
);

-- One row an event, in daily partitions by the day of receipt: retention drops partitions, and a timeline is read
-- back from the few days in which its events came.
CREATE TABLE raw_event (
  tenant_id uuid NOT NULL,
  interaction_id uuid NOT NULL,
  event_key uuid NOT NULL,
  received_on date NOT NULL,
  occurred_at timestamptz NOT NULL,
  type text NOT NULL,
  event text NOT NULL,
  CONSTRAINT pk_raw_event PRIMARY KEY (tenant_id, interaction_id, event_key, received_on)
) PARTITION BY RANGE (received_on);

-- The processor makes a partition a day; the owner does it for it, since the worker may not create tables.
CREATE FUNCTION ensure_raw_event_partition(day date) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  name text := 'raw_event_' || to_char(day, 'YYYYMMDD');
BEGIN
  IF to_regclass(name) IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('raw_event_partition'));
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION OF raw_event FOR VALUES FROM (%L) TO (%L)',
      name, day, day + 1);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  END IF;
END
$$;

-- What became of each event, by a hash of source and id. state: p processed, d dead-lettered.
CREATE TABLE event_key (
  tenant_id uuid NOT NULL,
  event_key uuid NOT NULL,
  interaction_id uuid NOT NULL,
  state "char" NOT NULL,
  duplicates integer NOT NULL,
  processed_at timestamptz NOT NULL,
  dead_letter_id uuid,
  CONSTRAINT pk_event_key PRIMARY KEY (tenant_id, event_key),
  CONSTRAINT ck_event_key_state CHECK (state IN ('p', 'd'))
);

CREATE TABLE interaction (
  tenant_id uuid NOT NULL,
  interaction_id uuid NOT NULL,
  system text NOT NULL,
  subject text NOT NULL,
  status text NOT NULL,
  team text,
  agent text,
  channel text,
  priority text,
  customer text,
  opened_at timestamptz,
  resolved_at timestamptz,
  cycle integer NOT NULL,
  reopens integer NOT NULL,
  events integer NOT NULL,
  updated_at timestamptz NOT NULL,
  first_received_on date NOT NULL,
  last_received_on date NOT NULL,
  revision bigint NOT NULL,
  CONSTRAINT pk_interaction PRIMARY KEY (tenant_id, interaction_id)
);

-- The exact values behind the cells.
CREATE TABLE observation (
  tenant_id uuid NOT NULL,
  interaction_id uuid NOT NULL,
  metric text NOT NULL,
  version smallint NOT NULL,
  ordinal integer NOT NULL,
  anchored_at timestamptz NOT NULL,
  value bigint NOT NULL,
  team text,
  agent text,
  channel text,
  priority text,
  CONSTRAINT pk_observation PRIMARY KEY (tenant_id, interaction_id, metric, version, ordinal)
);
CREATE INDEX ix_observation_anchored ON observation (tenant_id, metric, version, anchored_at);

-- Pre-merged aggregates by day of the tenant's zone. All parts are linear; revision grows with each change. quarters
-- holds the quarter hours of the day, for any other zone and for views within a day. The fill factor leaves room for
-- updates in place.
CREATE TABLE cell_day (
  tenant_id uuid NOT NULL,
  metric text COLLATE "C" NOT NULL,
  version smallint NOT NULL,
  scope text COLLATE "C" NOT NULL,
  day date NOT NULL,
  count bigint NOT NULL,
  sum bigint NOT NULL,
  numerator bigint NOT NULL,
  denominator bigint NOT NULL,
  histogram bytea,
  quarters bytea NOT NULL,
  revision bigint NOT NULL,
  CONSTRAINT pk_cell_day PRIMARY KEY (tenant_id, metric, version, scope, day)
) WITH (fillfactor = 80);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tenant_zone', 'raw_event', 'event_key', 'interaction', 'observation',
      'cell_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I USING (tenant_id = current_tenant())'
      || ' WITH CHECK (tenant_id = current_tenant())', name);
  END LOOP;
END
$$;

-- GET /v1/events tells events that wait in Kafka apart from unknown ones: it needs to see how far the processor is.
DO $$
BEGIN
  EXECUTE format('GRANT SELECT ON consumer_offset TO %I', current_schema() || '_api');
END
$$;
