-- Why: a file that is imported is a job that survives a crash and that any replica can take up. The file is kept in pieces
-- until the job is over; the checkpoint moves in the transaction that lists the faults of the rows before it.
-- Roll-out: creates only; an older release does not know imports.

CREATE TABLE import (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  state text NOT NULL,
  file_name text NOT NULL,
  file_hash bytea NOT NULL,
  mapping_hash bytea NOT NULL,
  mapping text NOT NULL,
  system text NOT NULL,
  source text NOT NULL,
  bytes_sent bigint NOT NULL,
  bytes_expanded bigint NOT NULL,
  rows_total bigint NOT NULL,
  rows_read bigint NOT NULL DEFAULT 0,
  rows_good bigint NOT NULL DEFAULT 0,
  rows_bad bigint NOT NULL DEFAULT 0,
  rows_blank bigint NOT NULL DEFAULT 0,
  rows_without_event bigint NOT NULL DEFAULT 0,
  events_made bigint NOT NULL DEFAULT 0,
  events_accepted bigint NOT NULL DEFAULT 0,
  events_rejected bigint NOT NULL DEFAULT 0,
  errors_total bigint NOT NULL DEFAULT 0,
  errors_listed integer NOT NULL DEFAULT 0,
  failure text,
  created_at timestamptz NOT NULL DEFAULT now(),
  created_by text NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  resumed integer NOT NULL DEFAULT 0,
  lease_owner uuid,
  leased_until timestamptz,
  CONSTRAINT pk_import PRIMARY KEY (tenant_id, id),
  -- The same file with the same mapping is one import, however often it is sent.
  CONSTRAINT uq_import_content UNIQUE (tenant_id, file_hash, mapping_hash),
  CONSTRAINT ck_import_state CHECK (state IN ('queued', 'running', 'done', 'failed'))
);

CREATE INDEX ix_import_waiting ON import (created_at) WHERE state IN ('queued', 'running');

CREATE TABLE import_chunk (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  position integer NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT pk_import_chunk PRIMARY KEY (tenant_id, import_id, position),
  CONSTRAINT fk_import_chunk FOREIGN KEY (tenant_id, import_id) REFERENCES import ON DELETE CASCADE
);

-- Most files are compressed already.
ALTER TABLE import_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE import_error (
  tenant_id uuid NOT NULL,
  import_id uuid NOT NULL,
  position integer NOT NULL,
  line bigint NOT NULL,
  row_number bigint NOT NULL,
  column_name text,
  reason text NOT NULL,
  value text,
  CONSTRAINT pk_import_error PRIMARY KEY (tenant_id, import_id, position),
  CONSTRAINT fk_import_error FOREIGN KEY (tenant_id, import_id) REFERENCES import ON DELETE CASCADE
);

ALTER TABLE import ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON import
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE import_chunk ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON import_chunk
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE import_error ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON import_error
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
