-- Roles, schemas and rights of Steadfast in the database that the connection is in. Run by a superuser, as often as wanted:
-- a second run only sets the passwords again. The launcher, the tests and docker-compose all run this one file; each replaces
-- the placeholders in dollar and braces by passwords made of letters, digits, '-' and '_'.
--
-- For each service S: S_owner owns schema S and runs the migrations; S_api serves requests, under row-level security and
-- without any right to change tables; S_worker runs the Kafka processors and the outbox relay and bypasses row-level security.

DO $$ BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

CREATE OR REPLACE FUNCTION pg_temp.provision(service text, owner_password text, api_password text, worker_password text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  owner_role  text := service || '_owner';
  api_role    text := service || '_api';
  worker_role text := service || '_worker';
  login       record;
BEGIN
  FOR login IN
    SELECT * FROM (VALUES
      (owner_role,  owner_password,  'NOBYPASSRLS'),
      (api_role,    api_password,    'NOBYPASSRLS'),
      (worker_role, worker_password, 'BYPASSRLS')) AS l (name, password, row_security)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login.name) THEN
      EXECUTE format('CREATE ROLE %I', login.name);
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOINHERIT %s PASSWORD %L',
      login.name, login.row_security, login.password);
    EXECUTE format('ALTER ROLE %I SET search_path = %I', login.name, service);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), login.name);
  END LOOP;

  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I, %I', current_database(), owner_role, worker_role);
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, owner_role);
  EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', service);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I, %I', service, api_role, worker_role);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I, %I',
    owner_role, service, api_role, worker_role);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO %I, %I',
    owner_role, service, api_role, worker_role);
END $$;

SELECT pg_temp.provision('metrics', '${metrics_owner_password}', '${metrics_api_password}', '${metrics_worker_password}');
SELECT pg_temp.provision('feedback', '${feedback_owner_password}', '${feedback_api_password}', '${feedback_worker_password}');
SELECT pg_temp.provision('goals', '${goals_owner_password}', '${goals_api_password}', '${goals_worker_password}');
SELECT pg_temp.provision('gateway', '${gateway_owner_password}', '${gateway_api_password}', '${gateway_worker_password}');
