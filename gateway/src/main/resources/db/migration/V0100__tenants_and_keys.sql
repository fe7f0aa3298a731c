-- Why: tenants, and the API keys that their callers authenticate with. Roll-out: creates only; nothing older runs beside it.

CREATE TABLE tenant (
  tenant_id uuid NOT NULL,
  name text NOT NULL,
  reporting_zone text NOT NULL,
  -- The one tenant whose admin keys may create others.
  operator boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  CONSTRAINT pk_tenant PRIMARY KEY (tenant_id),
  CONSTRAINT ck_tenant_name CHECK (length(name) BETWEEN 1 AND 200)
);

CREATE UNIQUE INDEX uq_tenant_operator ON tenant (operator) WHERE operator;

-- digest is HMAC-SHA-256 of the whole key under the pepper; the key itself is nowhere.
CREATE TABLE api_key (
  tenant_id uuid NOT NULL,
  key_id text NOT NULL,
  digest bytea NOT NULL,
  name text NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  CONSTRAINT pk_api_key PRIMARY KEY (tenant_id, key_id),
  CONSTRAINT uq_api_key_key_id UNIQUE (key_id),
  CONSTRAINT fk_api_key_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (tenant_id),
  CONSTRAINT ck_api_key_digest CHECK (length(digest) = 32),
  CONSTRAINT ck_api_key_scopes CHECK (cardinality(scopes) > 0)
);

ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON tenant
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON api_key
  USING (tenant_id = current_tenant()) WITH CHECK (tenant_id = current_tenant());

-- A key is looked up before its tenant is known, so no policy can help. This function answers for one id exactly and
-- gives nothing that a caller without the secret could use.
CREATE FUNCTION find_api_key(wanted text)
RETURNS TABLE (tenant_id uuid, reporting_zone text, operator boolean, digest bytea, scopes text[],
               expires_at timestamptz, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${flyway:defaultSchema}, pg_temp
AS $$
  SELECT k.tenant_id, t.reporting_zone, t.operator, k.digest, k.scopes, k.expires_at, k.revoked_at
  FROM api_key k JOIN tenant t ON t.tenant_id = k.tenant_id
  WHERE k.key_id = wanted
$$;

-- For the operator alone, which the resource checks: a page of all tenants, in order of their ids.
CREATE FUNCTION list_tenants(after uuid, page integer)
RETURNS TABLE (tenant_id uuid, name text, reporting_zone text, operator boolean, created_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${flyway:defaultSchema}, pg_temp
AS $$
  SELECT t.tenant_id, t.name, t.reporting_zone, t.operator, t.created_at
  FROM tenant t WHERE after IS NULL OR t.tenant_id > after
  ORDER BY t.tenant_id LIMIT page
$$;

REVOKE ALL ON FUNCTION find_api_key(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION list_tenants(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_api_key(text) TO ${flyway:defaultSchema}_api;
GRANT EXECUTE ON FUNCTION list_tenants(uuid, integer) TO ${flyway:defaultSchema}_api;
