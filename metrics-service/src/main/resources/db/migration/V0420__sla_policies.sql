-- Why: service levels. Each version of a policy is kept as one document; what counts is in the counting rules. An
-- open target falls due without any event, so each interaction knows the next instant at which time alone changes what it
-- measures. Roll-out: creates and adds only; the previous release goes on beside it and leaves due_at as it is, which costs
-- one counting too many; what it counts is counted anew by the next event or recount.

CREATE TABLE sla_policy (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  version bigint NOT NULL,
  position integer NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  CONSTRAINT pk_sla_policy PRIMARY KEY (tenant_id, id),
  CONSTRAINT ck_sla_policy_version CHECK (version > 0)
);

-- Stays when its policy is deleted: targets that were applied name it.
CREATE TABLE sla_policy_version (
  tenant_id uuid NOT NULL,
  policy_id uuid NOT NULL,
  version bigint NOT NULL,
  valid_from timestamptz NOT NULL,
  document text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT pk_sla_policy_version PRIMARY KEY (tenant_id, policy_id, version)
);

ALTER TABLE interaction ADD COLUMN due_at timestamptz;
CREATE INDEX ix_interaction_due ON interaction (due_at) WHERE due_at IS NOT NULL;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sla_policy', 'sla_policy_version'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I USING (tenant_id = current_tenant())'
      || ' WITH CHECK (tenant_id = current_tenant())', name);
  END LOOP;
END
$$;
