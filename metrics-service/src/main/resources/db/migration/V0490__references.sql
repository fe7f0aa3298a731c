-- Why: teams and agents are ids of the helpdesk; people read names. What events call them is kept, that of the latest
-- event, beside what the tenant itself says: its own label, and that somebody or something is gone. Numbers do not
-- depend on it. Roll-out: creates only; the previous release goes on beside it and tells nothing.

-- told_label: of the latest event that has one, at told_at; own_label: set by the tenant, and shown instead.
CREATE TABLE reference (
  tenant_id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  told_label text COLLATE "C",
  told_at timestamptz NOT NULL,
  own_label text,
  deleted boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 0,
  changed_at timestamptz,
  changed_by text,
  CONSTRAINT pk_reference PRIMARY KEY (tenant_id, kind, id)
) WITH (fillfactor = 80);
ALTER TABLE reference ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON reference USING (tenant_id = current_tenant())
  WITH CHECK (tenant_id = current_tenant());
