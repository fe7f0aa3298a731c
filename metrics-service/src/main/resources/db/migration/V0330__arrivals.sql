-- Why: whether the numbers can be trusted depends on how events arrive. What each source sent is counted by the hour of
-- receipt, in the transaction that keeps the events; what intake refused, when it refuses. In which hours a source sent at
-- all is kept apart, a row a day, so that every series can ask where a source fell silent.
-- Roll-out: creates only; the previous release goes on beside it and counts nothing.

-- delay and ahead: histograms in ms of receipt less event time, and of event time less receipt for events from the future.
CREATE TABLE intake_hour (
  tenant_id uuid NOT NULL,
  source text COLLATE "C" NOT NULL,
  system text COLLATE "C" NOT NULL,
  hour timestamptz NOT NULL,
  received bigint NOT NULL,
  duplicates bigint NOT NULL,
  dead bigint NOT NULL,
  late bigint NOT NULL,
  future bigint NOT NULL,
  last_at timestamptz NOT NULL,
  delay bytea,
  ahead bytea,
  CONSTRAINT pk_intake_hour PRIMARY KEY (tenant_id, source, system, hour)
) WITH (fillfactor = 70);

-- field: the JSON pointer of the first error of the event. source is empty where the event did not say.
CREATE TABLE intake_rejection (
  tenant_id uuid NOT NULL,
  source text COLLATE "C" NOT NULL,
  system text COLLATE "C" NOT NULL,
  hour timestamptz NOT NULL,
  field text NOT NULL,
  events bigint NOT NULL,
  CONSTRAINT pk_intake_rejection PRIMARY KEY (tenant_id, source, system, hour, field)
);

-- hours: bit h is set if an event was received in hour h (UTC) of that day.
CREATE TABLE source_day (
  tenant_id uuid NOT NULL,
  source text COLLATE "C" NOT NULL,
  system text COLLATE "C" NOT NULL,
  day date NOT NULL,
  hours integer NOT NULL,
  CONSTRAINT pk_source_day PRIMARY KEY (tenant_id, source, system, day)
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['intake_hour', 'intake_rejection', 'source_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I USING (tenant_id = current_tenant())'
      || ' WITH CHECK (tenant_id = current_tenant())', name);
  END LOOP;
END
$$;
