-- Why: whether a resolution was the end of it, and whether a visit of the knowledge base spared a contact, depends on what
-- else the customer did. What an interaction is to the others of its customer is kept in its row, and the neighbours are found
-- by customer and time. Roll-out: the previous release goes on beside it and leaves the defaults; what it counts is counted
-- anew by the next event or recount.
ALTER TABLE interaction
  ADD COLUMN topic text,
  ADD COLUMN proactive boolean NOT NULL DEFAULT false,
  ADD COLUMN resolved_team text,
  ADD COLUMN resolved_agent text;
CREATE INDEX ix_interaction_contact ON interaction (tenant_id, customer, opened_at)
  WHERE customer IS NOT NULL AND opened_at IS NOT NULL;
CREATE INDEX ix_interaction_resolution ON interaction (tenant_id, customer, resolved_at)
  WHERE customer IS NOT NULL AND resolved_at IS NOT NULL;

-- When visits of the knowledge base began, of visitors that are known.
CREATE TABLE visit (
  tenant_id uuid NOT NULL,
  customer text NOT NULL,
  visited_at timestamptz NOT NULL,
  interaction_id uuid NOT NULL,
  CONSTRAINT pk_visit PRIMARY KEY (tenant_id, customer, visited_at, interaction_id)
);
ALTER TABLE visit ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON visit
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());

-- What customers opened, resolved and visited in spans of their lives, in milliseconds since the epoch, both ends included.
-- By index only: a plan that was made while the table was small would read all of it for ever.
CREATE FUNCTION encounters(tenants uuid[], customers text[], since bigint[], until bigint[])
RETURNS TABLE (tenant_id uuid, customer text, interaction_id uuid, fold smallint, topic text, proactive boolean,
  opened_at timestamptz, resolved_at timestamptz, resolved_team text, resolved_agent text, channel text, priority text,
  visited_at timestamptz)
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
  WITH span AS MATERIALIZED (
    SELECT s.tenant_id, s.customer, timestamptz 'epoch' + s.since * interval '1 ms' AS since,
      timestamptz 'epoch' + s.until * interval '1 ms' AS until
    FROM unnest(tenants, customers, since, until) AS s(tenant_id, customer, since, until))
  SELECT s.tenant_id, s.customer, i.interaction_id, i.fold, i.topic, i.proactive, i.opened_at, i.resolved_at,
    i.resolved_team, i.resolved_agent, i.channel, i.priority, NULL::timestamptz
  FROM span s CROSS JOIN LATERAL (
    SELECT * FROM interaction o
    WHERE o.tenant_id = s.tenant_id AND o.customer = s.customer AND o.opened_at BETWEEN s.since AND s.until
      AND o.status <> 'gone'
    OFFSET 0) i
  UNION ALL
  SELECT s.tenant_id, s.customer, i.interaction_id, i.fold, i.topic, i.proactive, i.opened_at, i.resolved_at,
    i.resolved_team, i.resolved_agent, i.channel, i.priority, NULL::timestamptz
  FROM span s CROSS JOIN LATERAL (
    SELECT * FROM interaction r
    WHERE r.tenant_id = s.tenant_id AND r.customer = s.customer AND r.resolved_at BETWEEN s.since AND s.until
      AND r.status <> 'gone'
    OFFSET 0) i
  UNION ALL
  SELECT s.tenant_id, s.customer, v.interaction_id, 3::smallint, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL,
    v.visited_at
  FROM span s CROSS JOIN LATERAL (
    SELECT * FROM visit w
    WHERE w.tenant_id = s.tenant_id AND w.customer = s.customer AND w.visited_at BETWEEN s.since AND s.until
    OFFSET 0) v
$$;
