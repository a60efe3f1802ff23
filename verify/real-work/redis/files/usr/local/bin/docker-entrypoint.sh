#!/bin/sh
# Of redis/docker-library-redis debian/docker-entrypoint.sh, the way of a server that is not root: options alone are
# redis-server's, and files are for the owner only. Not repeated: modules, and stepping down from root.
set -e
if [ "${1#-}" != "$1" ] || [ "${1%.conf}" != "$1" ]; then set -- redis-server "$@"; fi
if [ "$(umask)" = 0022 ]; then umask 0077; fi
exec "$@"
