#!/bin/bash
# Of docker-library/rabbitmq docker-entrypoint.sh, the way of a server that is not root: variables that have become
# errors are refused, then the command runs. Not repeated: the whole list of them, and stepping down from root.
set -euo pipefail
for name in RABBITMQ_DEFAULT_PASS_FILE RABBITMQ_DEFAULT_USER_FILE RABBITMQ_VM_MEMORY_HIGH_WATERMARK; do
  if [ -n "${!name:-}" ]; then echo >&2 "error: $name is set but deprecated" && exit 1; fi
done
exec "$@"
