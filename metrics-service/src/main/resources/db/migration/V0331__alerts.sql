-- Why: rules that watch a metric, how each stands, and every change of that. What people set is kept whole, as one document;
-- how a rule stands is a row of its own, so that evaluating it makes no new version of it.
-- Roll-out: creates only; an older release does not know alerts.

CREATE TABLE alert_rule (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  version bigint NOT NULL,
  name text NOT NULL,
  enabled boolean NOT NULL,
  document text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT pk_alert_rule PRIMARY KEY (tenant_id, id),
  CONSTRAINT ck_alert_rule_version CHECK (version > 0)
);

-- standing: what holds. to_be: what will, if it goes on. told: what subscribers know.
CREATE TABLE alert_state (
  tenant_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  standing text NOT NULL,
  since timestamptz NOT NULL,
  to_be text,
  to_be_since timestamptz,
  told text NOT NULL,
  evaluated_at timestamptz,
  value double precision,
  lower double precision,
  upper double precision,
  n bigint NOT NULL DEFAULT 0,
  reason text NOT NULL,
  CONSTRAINT pk_alert_state PRIMARY KEY (tenant_id, rule_id),
  CONSTRAINT fk_alert_state FOREIGN KEY (tenant_id, rule_id) REFERENCES alert_rule ON DELETE CASCADE,
  CONSTRAINT ck_alert_state_standing CHECK (standing IN ('ok', 'firing', 'no-data')),
  CONSTRAINT ck_alert_state_told CHECK (told IN ('ok', 'firing', 'no-data')),
  CONSTRAINT ck_alert_state_to_be CHECK (to_be IN ('firing', 'no-data') AND to_be_since IS NOT NULL OR to_be IS NULL)
);

-- Stays when its rule is deleted: what was once told can be looked up.
CREATE TABLE alert_change (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  rule_id uuid NOT NULL,
  rule_name text NOT NULL,
  changed_at timestamptz NOT NULL,
  was text NOT NULL,
  became text NOT NULL,
  value double precision,
  lower double precision,
  upper double precision,
  n bigint NOT NULL,
  reason text NOT NULL,
  CONSTRAINT pk_alert_change PRIMARY KEY (tenant_id, id)
);
CREATE INDEX ix_alert_change_rule ON alert_change (tenant_id, rule_id, id);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['alert_rule', 'alert_state', 'alert_change'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I USING (tenant_id = current_tenant())'
      || ' WITH CHECK (tenant_id = current_tenant())', name);
  END LOOP;
END
$$;
