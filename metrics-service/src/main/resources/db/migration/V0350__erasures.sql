-- Why: a person is erased by a job that survives a crash. What remains of the request does not name the person: a keyed hash,
-- by which a repeated request and an old file that comes again are recognised. Roll-out: stop the previous release first; it
-- does not look at erased interactions and would count them again.

-- The secret of the hashes of one tenant's people; made with its first erasure.
CREATE TABLE erasure_key (
  tenant_id uuid NOT NULL,
  secret bytea NOT NULL,
  CONSTRAINT pk_erasure_key PRIMARY KEY (tenant_id)
);

-- reference names the person while the job runs and no longer.
CREATE TABLE erasure (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  state text NOT NULL,
  kind text NOT NULL,
  mode text NOT NULL,
  person_hash bytea NOT NULL,
  pseudonym text NOT NULL,
  reference text,
  is_searched boolean NOT NULL DEFAULT false,
  interactions_found bigint NOT NULL DEFAULT 0,
  interactions_pseudonymised bigint NOT NULL DEFAULT 0,
  interactions_removed bigint NOT NULL DEFAULT 0,
  events_changed bigint NOT NULL DEFAULT 0,
  events_removed bigint NOT NULL DEFAULT 0,
  cell_days_removed bigint NOT NULL DEFAULT 0,
  dead_letters_changed bigint NOT NULL DEFAULT 0,
  import_errors_changed bigint NOT NULL DEFAULT 0,
  requested_at timestamptz NOT NULL,
  requested_by text NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  resumed integer NOT NULL DEFAULT 0,
  lease_owner uuid,
  leased_until timestamptz,
  CONSTRAINT pk_erasure PRIMARY KEY (tenant_id, id),
  CONSTRAINT ck_erasure_state CHECK (state IN ('queued', 'running', 'done')),
  CONSTRAINT ck_erasure_reference CHECK ((state = 'done') = (reference IS NULL))
);
CREATE INDEX ix_erasure_person ON erasure (tenant_id, person_hash, requested_at);
CREATE INDEX ix_erasure_waiting ON erasure (requested_at) WHERE state IN ('queued', 'running');

-- The interactions that a job has yet to go through.
CREATE TABLE erasure_interaction (
  tenant_id uuid NOT NULL,
  erasure_id uuid NOT NULL,
  interaction_id uuid NOT NULL,
  CONSTRAINT pk_erasure_interaction PRIMARY KEY (tenant_id, erasure_id, interaction_id),
  CONSTRAINT fk_erasure_interaction FOREIGN KEY (tenant_id, erasure_id) REFERENCES erasure ON DELETE CASCADE
);

-- A removed interaction leaves its id, so that its events are not taken again.
ALTER TABLE interaction ADD COLUMN erased_at timestamptz;
CREATE INDEX ix_interaction_erased ON interaction (tenant_id) WHERE erased_at IS NOT NULL;

-- e: an event of a removed interaction; kept nowhere.
ALTER TABLE event_key DROP CONSTRAINT ck_event_key_state;
ALTER TABLE event_key ADD CONSTRAINT ck_event_key_state CHECK (state IN ('p', 'd', 'e')) NOT VALID;

-- Grows with each step of an erasure: by it a processor knows that what it remembers may be gone.
CREATE SEQUENCE erasure_epoch;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['erasure_key', 'erasure', 'erasure_interaction'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant_isolation ON %I USING (tenant_id = current_tenant())'
      || ' WITH CHECK (tenant_id = current_tenant())', name);
  END LOOP;
END
$$;
