-- Why: who reads the days of metrics hears where they lack data, since a source fell silent. What was told last is kept, so
-- that it is told when it changes. Roll-out: creates only. A relay of the previous release takes the news for a day that
-- is gone, which no reader has; goals-service of the previous release puts the messages aside as dead letters: roll out
-- that service first.
CREATE TABLE told_silence (
  tenant_id uuid NOT NULL,
  -- 0 as long as nothing was told.
  revision bigint NOT NULL,
  silences text NOT NULL,
  looked_at timestamptz NOT NULL,
  CONSTRAINT pk_told_silence PRIMARY KEY (tenant_id)
);
ALTER TABLE told_silence ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON told_silence USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
