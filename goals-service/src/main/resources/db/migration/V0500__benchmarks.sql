-- Why: figures of others that a tenant adds to the published ones, to hold its own values against. What people write is
-- kept whole, as one document; beside it what lists are filtered by. Roll-out: creates only; the previous release does not
-- look at this table.

CREATE TABLE benchmark (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  version bigint NOT NULL,
  metric text NOT NULL,
  industry text,
  channel text,
  document text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT pk_benchmark PRIMARY KEY (tenant_id, id),
  CONSTRAINT ck_benchmark_version CHECK (version > 0)
);

ALTER TABLE benchmark ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON benchmark USING (tenant_id = current_tenant())
  WITH CHECK (tenant_id = current_tenant());
