-- Why: measures depend on what a tenant decides (its own metrics, business hours, service levels). Each decision is a
-- revision that never changes, and each interaction knows by which one it is counted, so that what was counted can be
-- computed again and taken back. After a decision, or with a release that counts more, everything is counted anew, step by
-- step, while queries and events go on. Roll-out: the previous release goes on beside it and leaves the defaults; what it
-- counts is counted anew by the next event or recount.

CREATE TABLE counting_rules (
  tenant_id uuid NOT NULL,
  revision bigint NOT NULL,
  document text NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  CONSTRAINT pk_counting_rules PRIMARY KEY (tenant_id, revision),
  CONSTRAINT ck_counting_rules_revision CHECK (revision > 0)
);

-- Where the counting anew of a tenant is. passed: the interaction that it came to last.
CREATE TABLE recount (
  tenant_id uuid NOT NULL,
  fold smallint NOT NULL,
  revision bigint NOT NULL,
  passed uuid,
  interactions bigint NOT NULL DEFAULT 0,
  requested_at timestamptz NOT NULL,
  finished_at timestamptz,
  CONSTRAINT pk_recount PRIMARY KEY (tenant_id)
);
CREATE INDEX ix_recount_waiting ON recount (requested_at) WHERE finished_at IS NULL;

ALTER TABLE interaction ADD COLUMN rules bigint NOT NULL DEFAULT 0;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['counting_rules', 'recount'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I USING (tenant_id = current_tenant())'
      || ' WITH CHECK (tenant_id = current_tenant())', name);
  END LOOP;
END
$$;
