-- Why: business hours with their history, which business time is measured by. What people set is kept whole, as one
-- document; each change that moves measured time leaves a row, so that what was measured before can be measured again.
-- Roll-out: creates only; an older release does not know schedules.

CREATE TABLE schedule (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  version bigint NOT NULL,
  name text NOT NULL,
  document text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  -- A deleted schedule is gone for people; what was measured by it can still be explained.
  deleted_at timestamptz,
  CONSTRAINT pk_schedule PRIMARY KEY (tenant_id, id),
  CONSTRAINT ck_schedule_version CHECK (version > 0)
);

-- What measures by a schedule, such as a metric definition. Nothing in use is deleted.
CREATE TABLE schedule_use (
  tenant_id uuid NOT NULL,
  schedule_id uuid NOT NULL,
  used_by text NOT NULL,
  CONSTRAINT pk_schedule_use PRIMARY KEY (tenant_id, schedule_id, used_by),
  CONSTRAINT fk_schedule_use FOREIGN KEY (tenant_id, schedule_id) REFERENCES schedule
);

-- The dates that a version of a schedule measures otherwise than the version before. handled_at is set once the spans
-- that touch them have been measured again.
CREATE TABLE schedule_change (
  tenant_id uuid NOT NULL,
  schedule_id uuid NOT NULL,
  version bigint NOT NULL,
  first_date date NOT NULL,
  last_date date NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  handled_at timestamptz,
  CONSTRAINT pk_schedule_change PRIMARY KEY (tenant_id, schedule_id, version),
  CONSTRAINT fk_schedule_change FOREIGN KEY (tenant_id, schedule_id) REFERENCES schedule,
  CONSTRAINT ck_schedule_change_dates CHECK (first_date <= last_date)
);
CREATE INDEX ix_schedule_change_waiting ON schedule_change (changed_at) WHERE handled_at IS NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['schedule', 'schedule_use', 'schedule_change'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I USING (tenant_id = current_tenant())'
      || ' WITH CHECK (tenant_id = current_tenant())', name);
  END LOOP;
END
$$;
