-- Why: the odds of every active goal, each forecast kept with what it rested on and scored when its window is over.
-- Roll-out: creates tables and fills one row per active goal; the previous release neither reads nor writes them, and a goal
-- that it activates beside this one is found and forecast by the next round.
CREATE TABLE goal_forecast (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  goal_id uuid NOT NULL,
  made_on date NOT NULL,
  made_at timestamptz NOT NULL,
  zone text NOT NULL,
  occasion text NOT NULL,
  revision_id uuid,
  goal_version bigint NOT NULL,
  metric text NOT NULL,
  metric_version integer NOT NULL,
  scope text NOT NULL,
  aggregation text NOT NULL,
  window_from date NOT NULL,
  window_to date NOT NULL,
  direction text NOT NULL,
  commit_level double precision,
  target_level double precision NOT NULL,
  stretch_level double precision,
  history_from date NOT NULL,
  history_to date NOT NULL,
  days_with_data integer NOT NULL,
  data_hash bigint NOT NULL,
  plan_hash text NOT NULL,
  plan_effect double precision NOT NULL,
  plan_deviation double precision NOT NULL,
  spread_factor double precision NOT NULL,
  spread_reason text NOT NULL,
  cannot_tell text,
  commit_odds double precision,
  target_odds double precision,
  stretch_odds double precision,
  mean double precision,
  quantiles double precision[],
  compared_with timestamptz,
  odds_before double precision,
  by_time double precision,
  by_data double precision,
  by_revision double precision,
  by_plan double precision,
  by_calibration double precision,
  first_of_week boolean NOT NULL,
  score_at timestamptz NOT NULL,
  scored_at timestamptz,
  actual double precision,
  brier double precision,
  crps double precision,
  held_80 boolean,
  held_95 boolean,
  CONSTRAINT pk_goal_forecast PRIMARY KEY (tenant_id, id),
  CONSTRAINT fk_goal_forecast_goal FOREIGN KEY (tenant_id, goal_id) REFERENCES goal ON DELETE CASCADE,
  CONSTRAINT ck_goal_forecast_occasion CHECK (occasion IN ('activated', 'revised', 'daily')),
  CONSTRAINT ck_goal_forecast_told CHECK ((cannot_tell IS NULL) = (target_odds IS NOT NULL)),
  CONSTRAINT ck_goal_forecast_odds CHECK (target_odds BETWEEN 0 AND 1 AND commit_odds BETWEEN 0 AND 1
    AND stretch_odds BETWEEN 0 AND 1)
);
CREATE INDEX ix_goal_forecast_goal ON goal_forecast (tenant_id, goal_id, id);
-- What did a revision do to the odds?
CREATE INDEX ix_goal_forecast_revision ON goal_forecast (tenant_id, revision_id) WHERE revision_id IS NOT NULL;
-- Which forecasts are to be scored?
CREATE INDEX ix_goal_forecast_due ON goal_forecast (score_at) WHERE scored_at IS NULL AND cannot_tell IS NULL;
-- Were they right?
CREATE INDEX ix_goal_forecast_scored ON goal_forecast (tenant_id, metric, id) WHERE actual IS NOT NULL AND first_of_week;

-- When each goal is forecast next; apart from goal, so that forecasting never touches what people edit.
CREATE TABLE goal_outlook (
  tenant_id uuid NOT NULL,
  goal_id uuid NOT NULL,
  refresh_at timestamptz NOT NULL,
  latest_forecast uuid,
  forecast_when_set uuid,
  CONSTRAINT pk_goal_outlook PRIMARY KEY (tenant_id, goal_id),
  CONSTRAINT fk_goal_outlook_goal FOREIGN KEY (tenant_id, goal_id) REFERENCES goal ON DELETE CASCADE
) WITH (fillfactor = 80);
CREATE INDEX ix_goal_outlook_due ON goal_outlook (refresh_at);

INSERT INTO goal_outlook (tenant_id, goal_id, refresh_at)
SELECT tenant_id, id, now() FROM goal WHERE state = 'active';

DO $$
DECLARE
  owned text;
BEGIN
  FOREACH owned IN ARRAY ARRAY['goal_forecast', 'goal_outlook'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I USING (tenant_id = current_tenant())'
      ' WITH CHECK (tenant_id = current_tenant())', owned);
  END LOOP;
  -- Requests keep forecasts and never change one.
  EXECUTE format('REVOKE UPDATE, DELETE ON goal_forecast FROM %I', current_schema() || '_api');
END
$$;
