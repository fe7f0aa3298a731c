-- Why: a total of days in which a source fell silent is too low, and no zero; goals say so. All that is known of a tenant is
-- told at once. Roll-out: creates only; before metrics-service tells it nothing changes.
CREATE TABLE silent_sources (
  tenant_id uuid NOT NULL,
  revision bigint NOT NULL,
  silences jsonb NOT NULL,
  CONSTRAINT pk_silent_sources PRIMARY KEY (tenant_id)
);
ALTER TABLE silent_sources ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON silent_sources USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
