-- Why: what a day said before late or corrected events changed it after it was over, so that any report can be answered
-- as it was. One row an hour for each scope and day at most: hour begins the hour of the change, changed_at is the first
-- change within it, causes a set of bits (1 late, 2 corrected, 4 follow-up, 8 recounted, 16
-- erased). The arrays are those of
-- cell_day before that change; revision 0 and empty where there was nothing.
-- Roll-out: stop the previous release first; it would write rows of cell_day without these columns.
CREATE TABLE restatement (
  tenant_id uuid NOT NULL,
  scope text COLLATE "C" NOT NULL,
  day date NOT NULL,
  hour timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  causes smallint NOT NULL,
  revision bigint NOT NULL,
  metrics text[] COLLATE "C" NOT NULL,
  totals bigint[][] NOT NULL,
  histograms bytea[] NOT NULL,
  CONSTRAINT pk_restatement PRIMARY KEY (tenant_id, scope, day, hour)
);
-- What was restated, in the order of time. A first report of a day long past restates nothing.
CREATE INDEX ix_restatement_hour ON restatement (tenant_id, hour, scope, day) WHERE revision > 0;

-- The hour that was logged last, and its causes.
ALTER TABLE cell_day ADD COLUMN logged_hour timestamptz, ADD COLUMN logged_causes smallint;

ALTER TABLE restatement ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON restatement
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
