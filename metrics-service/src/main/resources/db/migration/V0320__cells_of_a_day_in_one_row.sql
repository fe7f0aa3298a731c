-- Why: an observation touches some six scopes, and a ticket has some twenty observations: as a row for each metric, cells
-- were three quarters of PostgreSQL's time in an import. One row holds the cells of all metrics of a scope and day, in arrays
-- side by side in the order of the metrics' names; a query takes one element of each.
-- Roll-out: stop the previous release first; it does not know these rows.
ALTER TABLE cell_day RENAME TO cell_of_metric;
ALTER TABLE cell_of_metric RENAME CONSTRAINT pk_cell_day TO pk_cell_of_metric;

-- metrics: names such as csat@1. totals: count, sum, numerator and denominator of each. histograms: null where the metric
-- has none. quarters: the quarter hours of the day, packed. revision grows with each change of the row.
CREATE TABLE cell_day (
  tenant_id uuid NOT NULL,
  scope text COLLATE "C" NOT NULL,
  day date NOT NULL,
  revision bigint NOT NULL,
  metrics text[] COLLATE "C" NOT NULL,
  totals bigint[][] NOT NULL,
  histograms bytea[] NOT NULL,
  quarters bytea[] NOT NULL,
  CONSTRAINT pk_cell_day PRIMARY KEY (tenant_id, scope, day)
) WITH (fillfactor = 70, toast_tuple_target = 4080);
-- The quarters are read seldom and go aside first; compressing what is rewritten so often would cost more than its room.
ALTER TABLE cell_day
  ALTER COLUMN metrics SET STORAGE MAIN,
  ALTER COLUMN totals SET STORAGE MAIN,
  ALTER COLUMN histograms SET STORAGE MAIN,
  ALTER COLUMN quarters SET STORAGE EXTERNAL;

INSERT INTO cell_day (tenant_id, scope, day, revision, metrics, totals, histograms, quarters)
SELECT tenant_id, scope, day, max(revision), array_agg(name ORDER BY name),
  array_agg(ARRAY[count, sum, numerator, denominator] ORDER BY name), array_agg(histogram ORDER BY name),
  array_agg(quarters ORDER BY name)
FROM (SELECT *, (metric || '@' || version) COLLATE "C" AS name FROM cell_of_metric) named
GROUP BY tenant_id, scope, day;

DROP TABLE cell_of_metric;

ALTER TABLE cell_day ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON cell_day
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
