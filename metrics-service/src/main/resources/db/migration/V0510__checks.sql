-- Why: the cells of a tenant of any size are checked by a job, part by part, that survives a crash.
-- Roll-out: creates only; the previous release goes on beside it.
CREATE TABLE cell_check (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  state text NOT NULL,
  metrics text[] NOT NULL,
  -- Parts of the metrics that each interaction has alone, and of those that need its customer's others; null until begun.
  parts_alone integer,
  parts_together integer,
  parts_done integer NOT NULL DEFAULT 0,
  events_read bigint NOT NULL DEFAULT 0,
  -- What was found in the parts that are done, as it is answered.
  found jsonb,
  failure text,
  requested_at timestamptz NOT NULL,
  requested_by text NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  resumed integer NOT NULL DEFAULT 0,
  lease_owner uuid,
  leased_until timestamptz,
  CONSTRAINT pk_cell_check PRIMARY KEY (tenant_id, id),
  CONSTRAINT ck_cell_check_state CHECK (state IN ('queued', 'running', 'done', 'failed'))
);
-- A tenant has one at a time, so that nobody waits for many of somebody else.
CREATE UNIQUE INDEX ux_cell_check_open ON cell_check (tenant_id) WHERE state IN ('queued', 'running');
CREATE INDEX ix_cell_check_waiting ON cell_check (requested_at) WHERE state IN ('queued', 'running');
ALTER TABLE cell_check ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON cell_check USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
