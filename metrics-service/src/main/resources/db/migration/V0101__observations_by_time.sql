-- Why: observations are read by metric and time and removed by their whole key, so that one index serves both; a second
-- one doubled the cost of each row. Roll-out: the previous release goes on beside it, only slower to remove.
ALTER TABLE observation DROP CONSTRAINT pk_observation;
DROP INDEX ix_observation_anchored;
ALTER TABLE observation
  ADD CONSTRAINT pk_observation PRIMARY KEY (tenant_id, metric, version, anchored_at, interaction_id, ordinal);
