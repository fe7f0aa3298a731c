-- Why: metrics that look at other interactions of a customer have copies of a tenant's own, which the rules of each
-- interaction name. The function of before stays for the previous release.
-- Roll-out: creates only.

-- What customers opened, resolved and visited in spans of their lives, in milliseconds since the epoch, both ends included,
-- with the revision of the rules that each is counted by.
-- By index only: a plan that was made while the table was small would read all of it for ever.
CREATE FUNCTION encounters_by_rules(tenants uuid[], customers text[], since bigint[], until bigint[])
RETURNS TABLE (tenant_id uuid, customer text, interaction_id uuid, fold smallint, topic text, proactive boolean,
  opened_at timestamptz, resolved_at timestamptz, resolved_team text, resolved_agent text, channel text, priority text,
  visited_at timestamptz, rules bigint)
LANGUAGE sql STABLE SET enable_seqscan = off AS $$
  WITH span AS MATERIALIZED (
    SELECT s.tenant_id, s.customer, timestamptz 'epoch' + s.since * interval '1 ms' AS since,
      timestamptz 'epoch' + s.until * interval '1 ms' AS until
    FROM unnest(tenants, customers, since, until) AS s(tenant_id, customer, since, until))
  SELECT s.tenant_id, s.customer, i.interaction_id, i.fold, i.topic, i.proactive, i.opened_at, i.resolved_at,
    i.resolved_team, i.resolved_agent, i.channel, i.priority, NULL::timestamptz, i.rules
  FROM span s CROSS JOIN LATERAL (
    SELECT * FROM interaction o
    WHERE o.tenant_id = s.tenant_id AND o.customer = s.customer AND o.opened_at BETWEEN s.since AND s.until
      AND o.status <> 'gone'
    OFFSET 0) i
  UNION ALL
  SELECT s.tenant_id, s.customer, i.interaction_id, i.fold, i.topic, i.proactive, i.opened_at, i.resolved_at,
    i.resolved_team, i.resolved_agent, i.channel, i.priority, NULL::timestamptz, i.rules
  FROM span s CROSS JOIN LATERAL (
    SELECT * FROM interaction r
    WHERE r.tenant_id = s.tenant_id AND r.customer = s.customer AND r.resolved_at BETWEEN s.since AND s.until
      AND r.status <> 'gone'
    OFFSET 0) i
  UNION ALL
  SELECT s.tenant_id, s.customer, v.interaction_id, 3::smallint, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL,
    v.visited_at, v.rules
  FROM span s CROSS JOIN LATERAL (
    SELECT w.interaction_id, w.visited_at,
      (SELECT i.rules FROM interaction i WHERE i.tenant_id = w.tenant_id AND i.interaction_id = w.interaction_id)
    FROM visit w
    WHERE w.tenant_id = s.tenant_id AND w.customer = s.customer AND w.visited_at BETWEEN s.since AND s.until
    OFFSET 0) v
$$;
