-- Why: what each service needs to talk to Kafka with exactly-once effect, to repeat a request without doing it twice,
-- and to keep tenants apart. Roll-out: creates only; nothing older runs beside it.

CREATE FUNCTION current_tenant() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('steadfast.tenant', true), '')::uuid;

-- Messages that are not yet in Kafka. One row holds the messages of one transaction for one topic, in order.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY,
  topic text NOT NULL,
  messages text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pk_outbox PRIMARY KEY (id)
);

CREATE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify(current_schema() || '_outbox', '');
  RETURN NULL;
END
$$;

CREATE TRIGGER tr_outbox_notify AFTER INSERT ON outbox
  FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();

-- Where a consumer goes on. Advanced by compare-and-set in the transaction of the effect.
CREATE TABLE consumer_offset (
  consumer_group text NOT NULL,
  topic text NOT NULL,
  partition integer NOT NULL,
  next_offset bigint NOT NULL,
  advanced_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pk_consumer_offset PRIMARY KEY (consumer_group, topic, partition)
);

-- Records that can never succeed, with the reason. tenant_id is the nil UUID where the record does not say one.
CREATE TABLE dead_letter (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  topic text NOT NULL,
  partition integer NOT NULL,
  record_offset bigint NOT NULL,
  reason text NOT NULL,
  record_key bytea,
  record_value bytea,
  record_headers text NOT NULL,
  died_at timestamptz NOT NULL DEFAULT now(),
  replayed_at timestamptz,
  CONSTRAINT pk_dead_letter PRIMARY KEY (tenant_id, id)
);

CREATE TABLE idempotency_key (
  tenant_id uuid NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  status integer,
  location text,
  etag text,
  body text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT pk_idempotency_key PRIMARY KEY (tenant_id, key)
);

ALTER TABLE dead_letter ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON dead_letter
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON idempotency_key
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());

-- Requests write to the outbox and never read it: it holds messages of all tenants. Offsets are the worker's alone.
DO $$
BEGIN
  EXECUTE format('REVOKE SELECT, UPDATE, DELETE ON outbox FROM %I', current_schema() || '_api');
  EXECUTE format('REVOKE ALL ON consumer_offset FROM %I', current_schema() || '_api');
END
$$;
