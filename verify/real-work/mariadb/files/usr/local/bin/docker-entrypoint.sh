#!/bin/bash
# Of MariaDB/mariadb-docker docker-entrypoint.sh, the way of a server that is not root: mariadb-install-db, a server
# without network in which passwords, database and user are made, then the real one. Not repeated: time zones, upgrades,
# the healthcheck's user, replication, files in /docker-entrypoint-initdb.d, *_FILE variables.
set -eo pipefail
DATADIR=/var/lib/mysql SOCKET=/run/mysqld/mysqld.sock
if [ "$1" = mariadbd ] && [ ! -d "$DATADIR/mysql" ]; then
  mkdir -p "$DATADIR"
  mariadb-install-db --datadir="$DATADIR" --auth-root-authentication-method=normal --skip-test-db \
    --default-time-zone=SYSTEM --enforce-storage-engine= --skip-log-bin
  "$@" --skip-networking --default-time-zone=SYSTEM --socket="$SOCKET" --skip-slave-start &
  server=$!
  for _ in $(seq 30); do mariadb-admin -uroot --socket="$SOCKET" ping >/dev/null 2>&1 && break || sleep 1; done
  mariadb --no-defaults -uroot --socket="$SOCKET" mysql <<SQL
ALTER USER 'root'@'localhost' IDENTIFIED BY '$MARIADB_ROOT_PASSWORD';
CREATE DATABASE IF NOT EXISTS \`$MARIADB_DATABASE\`;
CREATE USER '$MARIADB_USER'@'%' IDENTIFIED BY '$MARIADB_PASSWORD';
GRANT ALL ON \`$MARIADB_DATABASE\`.* TO '$MARIADB_USER'@'%';
SQL
  kill "$server"
  wait "$server"
fi
exec "$@"
