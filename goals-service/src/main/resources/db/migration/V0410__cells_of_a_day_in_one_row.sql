-- Why: the topic metric-days carries what all metrics measured in a scope on a day as one message, and here it is one row
-- as well: metrics-service says why. Roll-out: stop the previous release first; it does not know these rows.
ALTER TABLE metric_day RENAME TO day_of_metric;
ALTER TABLE day_of_metric RENAME CONSTRAINT pk_metric_day TO pk_day_of_metric;

-- metrics: names such as csat@1. totals: count, sum, numerator and denominator of each. histograms: null where the metric
-- has none.
CREATE TABLE metric_day (
  tenant_id uuid NOT NULL,
  scope text NOT NULL,
  day date NOT NULL,
  zone text NOT NULL,
  revision bigint NOT NULL,
  metrics text[] COLLATE "C" NOT NULL,
  totals bigint[][] NOT NULL,
  histograms bytea[] NOT NULL,
  CONSTRAINT pk_metric_day PRIMARY KEY (tenant_id, scope, day)
) WITH (fillfactor = 70, toast_tuple_target = 4080);
ALTER TABLE metric_day
  ALTER COLUMN metrics SET STORAGE MAIN,
  ALTER COLUMN totals SET STORAGE MAIN,
  ALTER COLUMN histograms SET STORAGE MAIN;

INSERT INTO metric_day (tenant_id, scope, day, zone, revision, metrics, totals, histograms)
SELECT tenant_id, scope, day, max(zone), max(revision), array_agg(name ORDER BY name),
  array_agg(ARRAY[count, sum, numerator, denominator] ORDER BY name), array_agg(histogram ORDER BY name)
FROM (SELECT *, (metric || '@' || version) COLLATE "C" AS name FROM day_of_metric) named
GROUP BY tenant_id, scope, day;

DROP TABLE day_of_metric;

ALTER TABLE metric_day ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON metric_day
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
-- Requests read the cells and never write them.
DO $$
BEGIN
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON metric_day FROM %I', current_schema() || '_api');
END
$$;
