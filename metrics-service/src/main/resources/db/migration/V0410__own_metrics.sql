-- Why: definitions of tenants. A key never means two things: each change is a version of its own, and the key of a deleted
-- metric goes on with the next number. A version is ready once history is counted by the revision of the rules that it came
-- with; until then queries answer by the one before. Roll-out: creates only; the previous release does not know them.

CREATE TABLE own_metric (
  tenant_id uuid NOT NULL,
  key text NOT NULL,
  -- Of the thing as it is changed over HTTP; each version of the definition is one.
  version smallint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  deleted_at timestamptz,
  CONSTRAINT pk_own_metric PRIMARY KEY (tenant_id, key),
  CONSTRAINT ck_own_metric_version CHECK (version > 0)
);

-- document: as people wrote it. definition: what follows from it. numerator, denominator: of a ratio, the names of the
-- definitions whose cells it is computed from. retired_at: it is not counted any more.
CREATE TABLE own_metric_version (
  tenant_id uuid NOT NULL,
  key text NOT NULL,
  version smallint NOT NULL,
  document text NOT NULL,
  definition text NOT NULL,
  numerator text,
  denominator text,
  revision bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  ready_at timestamptz,
  retired_at timestamptz,
  CONSTRAINT pk_own_metric_version PRIMARY KEY (tenant_id, key, version),
  CONSTRAINT fk_own_metric_version FOREIGN KEY (tenant_id, key) REFERENCES own_metric,
  CONSTRAINT ck_own_metric_version_ratio CHECK ((numerator IS NULL) = (denominator IS NULL))
);

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['own_metric', 'own_metric_version'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I USING (tenant_id = current_tenant())'
      || ' WITH CHECK (tenant_id = current_tenant())', name);
  END LOOP;
END
$$;
