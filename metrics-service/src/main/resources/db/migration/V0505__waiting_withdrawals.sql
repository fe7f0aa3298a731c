-- Why: a withdrawal may name an event of another interaction, or one that is yet to come. It waits here, by the keys of both,
-- until the event that it withdraws is known, and is then moved to the interaction of that one.
-- Roll-out: creates only; the previous release goes on beside it, and withdrawals that it takes meanwhile reach their own
-- interaction alone, as before.
CREATE TABLE waiting_withdrawal (
  tenant_id uuid NOT NULL,
  event_key uuid NOT NULL,
  target_key uuid NOT NULL,
  interaction_id uuid NOT NULL,
  is_due boolean NOT NULL,
  CONSTRAINT pk_waiting_withdrawal PRIMARY KEY (tenant_id, event_key)
);
CREATE INDEX ix_waiting_withdrawal_target ON waiting_withdrawal (tenant_id, target_key);
CREATE INDEX ix_waiting_withdrawal_due ON waiting_withdrawal (tenant_id) WHERE is_due;
ALTER TABLE waiting_withdrawal ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON waiting_withdrawal
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
