-- The database roles, for psql as superuser; may be run again. docs/operations.md says what each may.
-- Run by docker-compose.yml on the first start, and by config/embedded on every start.
\set ON_ERROR_STOP on
\getenv owner_password REGISTER_OWNER_PASSWORD
\getenv app_password REGISTER_APP_PASSWORD
\getenv public_password REGISTER_PUBLIC_PASSWORD
\getenv reports_password REGISTER_REPORTS_PASSWORD
SET client_min_messages = warning;

SELECT format('CREATE ROLE %I', role)
FROM unnest(ARRAY[
    'register_owner', 'register_app', 'register_public', 'register_reports'
]) AS role
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role)
\gexec

ALTER ROLE register_owner LOGIN PASSWORD :'owner_password';
ALTER ROLE register_app LOGIN PASSWORD :'app_password';
ALTER ROLE register_public LOGIN PASSWORD :'public_password';
ALTER ROLE register_public SET default_transaction_read_only = on;
ALTER ROLE register_reports LOGIN PASSWORD :'reports_password' CONNECTION LIMIT 5;
ALTER ROLE register_reports SET default_transaction_read_only = on;
ALTER ROLE register_reports SET statement_timeout = '5min';
-- The owner may become one of the others (SET ROLE): tests prove the grants that way.
GRANT register_app, register_public, register_reports TO register_owner;

-- In template1, so that the databases which tests make have them too.
\connect template1
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;

SELECT 'CREATE DATABASE register OWNER register_owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'register')
\gexec

\connect register
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS unaccent;
