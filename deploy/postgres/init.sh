#!/usr/bin/env bash
# Runs bootstrap.sql in the official PostgreSQL image, with the passwords of the environment. The image calls it once, on an
# empty volume; after a change of passwords call it again: docker compose exec postgres /docker-entrypoint-initdb.d/steadfast.sh
set -euo pipefail

replace=()
for service in METRICS FEEDBACK GOALS GATEWAY; do
  for role in OWNER API WORKER; do
    variable="${service}_${role}_PASSWORD"
    password="${!variable:?is not set}"
    [[ "$password" =~ ^[A-Za-z0-9_-]{8,}$ ]] || {
      echo "$variable must be 8 or more letters, digits, '-' or '_'" >&2
      exit 1
    }
    placeholder="$(printf '%s' "$variable" | tr '[:upper:]' '[:lower:]')"
    replace+=(-e "s/\\\${$placeholder}/$password/g")
  done
done
sed "${replace[@]}" "${STEADFAST_BOOTSTRAP:-/steadfast/bootstrap.sql}" |
  psql --quiet --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" --output=/dev/null
