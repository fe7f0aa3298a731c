-- Why: what a tenant does to move a metric (initiatives), the goals that they are for, and the newest measured effect of
-- each, from which later advice learns. Roll-out: creates only; the previous release does not look at these tables.

CREATE TABLE initiative (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  version bigint NOT NULL,
  title text NOT NULL,
  description text,
  kind text NOT NULL,
  start_day date NOT NULL,
  end_day date,
  scopes varchar[] NOT NULL,
  metric text NOT NULL,
  metric_version integer NOT NULL,
  expected_amount double precision,
  expected_uncertainty double precision,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  CONSTRAINT pk_initiative PRIMARY KEY (tenant_id, id),
  CONSTRAINT ck_initiative_kind CHECK (kind IN
    ('training', 'process', 'tooling', 'staffing', 'content', 'proactive-outreach', 'other')),
  CONSTRAINT ck_initiative_days CHECK (end_day >= start_day),
  CONSTRAINT ck_initiative_uncertainty CHECK (expected_uncertainty >= 0)
);

-- What else was done to this metric in those days? What did that kind of thing do before?
CREATE INDEX ix_initiative_metric ON initiative (tenant_id, metric, metric_version, start_day);

-- A draft goal that is deleted takes its links along.
CREATE TABLE initiative_goal (
  tenant_id uuid NOT NULL DEFAULT current_tenant(),
  initiative_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  CONSTRAINT pk_initiative_goal PRIMARY KEY (tenant_id, initiative_id, goal_id),
  CONSTRAINT fk_initiative_goal_initiative FOREIGN KEY (tenant_id, initiative_id) REFERENCES initiative ON DELETE CASCADE,
  CONSTRAINT fk_initiative_goal_goal FOREIGN KEY (tenant_id, goal_id) REFERENCES goal ON DELETE CASCADE
);
CREATE INDEX ix_initiative_goal_goal ON initiative_goal (tenant_id, goal_id);

-- What can be computed again at any time; kept so that past effects are found without measuring each anew. No effect where
-- the verdict is cannot-tell.
CREATE TABLE initiative_effect (
  tenant_id uuid NOT NULL,
  initiative_id uuid NOT NULL,
  initiative_version bigint NOT NULL,
  measured_at timestamptz NOT NULL,
  last_day date,
  verdict text NOT NULL,
  method text NOT NULL,
  effect double precision,
  lower double precision,
  upper double precision,
  probability double precision NOT NULL,
  days_before integer NOT NULL,
  days_after integer NOT NULL,
  CONSTRAINT pk_initiative_effect PRIMARY KEY (tenant_id, initiative_id),
  CONSTRAINT fk_initiative_effect_initiative FOREIGN KEY (tenant_id, initiative_id) REFERENCES initiative ON DELETE CASCADE,
  CONSTRAINT ck_initiative_effect_known CHECK ((effect IS NULL) = (lower IS NULL) AND (effect IS NULL) = (upper IS NULL))
) WITH (fillfactor = 80);

DO $$
DECLARE
  owned text;
BEGIN
  FOREACH owned IN ARRAY ARRAY['initiative', 'initiative_goal', 'initiative_effect'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I USING (tenant_id = current_tenant())'
      ' WITH CHECK (tenant_id = current_tenant())', owned);
  END LOOP;
END
$$;
