-- Why: texts of messages are kept only if the tenant says so; otherwise they are measured when they arrive (length,
-- sentiment) and not kept. Roll-out: creates only; a release that does not know it keeps texts.
CREATE TABLE tenant_settings (
  tenant_id uuid NOT NULL,
  keeps_texts boolean NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT pk_tenant_settings PRIMARY KEY (tenant_id)
);
ALTER TABLE tenant_settings ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON tenant_settings USING (tenant_id = current_tenant())
  WITH CHECK (tenant_id = current_tenant());
