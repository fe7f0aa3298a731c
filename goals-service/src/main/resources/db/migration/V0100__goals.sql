-- Why: goals with their revisions and check-ins, the service's own copy of the day cells that they are measured by, and how
-- each stands. Roll-out: creates only; nothing older runs beside it.

CREATE TABLE goal (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  version bigint NOT NULL,
  state text NOT NULL,
  title text NOT NULL,
  description text,
  owner_id text,
  owner_label text,
  scope text NOT NULL,
  period_from date NOT NULL,
  period_to date NOT NULL,
  tags varchar(50)[] NOT NULL,
  metric text NOT NULL,
  metric_version integer NOT NULL,
  aggregation text NOT NULL,
  measured_over text NOT NULL,
  direction text NOT NULL,
  baseline_source text NOT NULL,
  baseline_value double precision NOT NULL,
  baseline_lower double precision,
  baseline_upper double precision,
  baseline_n bigint,
  baseline_from date,
  baseline_to date,
  commit_level double precision,
  target_level double precision NOT NULL,
  stretch_level double precision,
  minimum_sample integer NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  activated_at timestamptz,
  closing_verdict text,
  closing_reason text,
  closed_at timestamptz,
  closed_by text,
  CONSTRAINT pk_goal PRIMARY KEY (tenant_id, id),
  CONSTRAINT ck_goal_state CHECK (state IN ('draft', 'active', 'closed')),
  CONSTRAINT ck_goal_period CHECK (period_to >= period_from),
  CONSTRAINT ck_goal_baseline CHECK (baseline_value <> target_level),
  CONSTRAINT ck_goal_closing CHECK ((state = 'closed') = (closing_verdict IS NOT NULL))
);

-- Which goals does a changed day cell touch?
CREATE INDEX ix_goal_active ON goal (tenant_id, metric, metric_version, scope) WHERE state = 'active';

-- Written by the consumer on every batch of day cells; apart from goal, so that measuring never touches what people edit.
CREATE TABLE goal_standing (
  tenant_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  evaluated_at timestamptz NOT NULL,
  status text NOT NULL,
  value double precision,
  lower double precision,
  upper double precision,
  n bigint NOT NULL,
  progress double precision,
  expected double precision,
  verdict text NOT NULL,
  verdict_reason text,
  reached text NOT NULL,
  window_from date,
  window_to date,
  newest_day date,
  zone text,
  told_progress double precision,
  told_status text NOT NULL,
  pending_status text,
  pending_count integer NOT NULL,
  CONSTRAINT pk_goal_standing PRIMARY KEY (tenant_id, goal_id),
  CONSTRAINT fk_goal_standing_goal FOREIGN KEY (tenant_id, goal_id) REFERENCES goal ON DELETE CASCADE
) WITH (fillfactor = 70);

-- Which statuses wait to be confirmed?
CREATE INDEX ix_goal_standing_pending ON goal_standing (evaluated_at) WHERE pending_status IS NOT NULL;

CREATE TABLE goal_revision (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  goal_id uuid NOT NULL,
  revised_at timestamptz NOT NULL,
  revised_by text NOT NULL,
  kind text,
  reason text,
  changes text NOT NULL,
  CONSTRAINT pk_goal_revision PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_goal_revision_goal FOREIGN KEY (tenant_id, goal_id) REFERENCES goal ON DELETE CASCADE
);
CREATE INDEX ix_goal_revision_goal ON goal_revision (tenant_id, goal_id, id);

CREATE TABLE check_in (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  goal_id uuid NOT NULL,
  checked_in_at timestamptz NOT NULL,
  checked_in_by text NOT NULL,
  status text NOT NULL,
  value double precision,
  lower double precision,
  upper double precision,
  n bigint NOT NULL,
  progress double precision,
  confidence integer,
  note text,
  blockers text[] NOT NULL,
  CONSTRAINT pk_check_in PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_check_in_goal FOREIGN KEY (tenant_id, goal_id) REFERENCES goal ON DELETE CASCADE,
  CONSTRAINT ck_check_in_confidence CHECK (confidence BETWEEN 0 AND 10)
);
CREATE INDEX ix_check_in_goal ON check_in (tenant_id, goal_id, id);

-- The service's own copy of the topic metric-days.
CREATE TABLE metric_day (
  tenant_id uuid NOT NULL,
  metric text NOT NULL,
  version integer NOT NULL,
  scope text NOT NULL,
  day date NOT NULL,
  zone text NOT NULL,
  count bigint NOT NULL,
  sum bigint NOT NULL,
  numerator bigint NOT NULL,
  denominator bigint NOT NULL,
  histogram bytea,
  revision bigint NOT NULL,
  CONSTRAINT pk_metric_day PRIMARY KEY (tenant_id, metric, version, scope, day)
) WITH (fillfactor = 80);

DO $$
DECLARE
  owned text;
BEGIN
  FOREACH owned IN ARRAY ARRAY['goal', 'goal_standing', 'goal_revision', 'check_in', 'metric_day'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I USING (tenant_id = current_tenant())'
      ' WITH CHECK (tenant_id = current_tenant())', owned);
  END LOOP;
  -- Requests read the cells and never write them; what was checked in or revised stays as it was.
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON metric_day FROM %I', current_schema() || '_api');
  EXECUTE format('REVOKE UPDATE ON goal_revision, check_in FROM %I', current_schema() || '_api');
END
$$;
