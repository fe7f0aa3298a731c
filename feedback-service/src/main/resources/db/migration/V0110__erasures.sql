-- Why: a customer who is erased in metrics-service leaves invitations and answers, too, and nothing brings them back: about an
-- interaction that was theirs nobody is asked any more. An interaction is named as its helpdesk calls it; the person is not
-- told here. Roll-out: the previous release goes on beside it and does not look at these tables; replace it soon.

CREATE TABLE erased_interaction (
  tenant_id uuid NOT NULL,
  system text NOT NULL,
  subject text NOT NULL,
  erased_at timestamptz NOT NULL,
  CONSTRAINT pk_erased_interaction PRIMARY KEY (tenant_id, system, subject)
);

-- Invitations that were deleted with their interaction: their links are no longer open, rather than wrong.
CREATE TABLE erased_invitation (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  CONSTRAINT pk_erased_invitation PRIMARY KEY (tenant_id, id)
);

ALTER TABLE erased_interaction ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON erased_interaction
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE erased_invitation ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON erased_invitation
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());

-- Whoever makes an invitation and whoever erases wait for each other until the transaction ends, by one of 64 locks of the
-- tenant: a lock of each interaction would fill the server's table of locks, which all services share.
-- In the order of the keys, so that two who take several never wait in a circle.
CREATE FUNCTION hold_interactions(tenants uuid[], systems text[], subjects text[]) RETURNS void
  LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  key bigint;
BEGIN
  FOR key IN
    SELECT DISTINCT hashtextextended(tenant::text, hashtextextended(concat_ws('|', length(system), system, subject), 0) & 63)
    FROM unnest(tenants, systems, subjects) AS i (tenant, system, subject) ORDER BY 1
  LOOP
    PERFORM pg_advisory_xact_lock(key);
  END LOOP;
END
$$;
