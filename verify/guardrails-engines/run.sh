#!/usr/bin/env bash
# The command lines of Gatekeeper and Kyverno, at the versions pinned here.
#   run.sh gatekeeper|kyverno [args]   build once, then run; no network but for the build
#   run.sh build                       only build both; prints their paths
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/podwright-judges

# Sets `program` to the path of an engine's program, and builds it where it is not there.
prepare() {
  local engine=$1 key
  key=$({ cat "$here/$engine/go.mod" "$here/$engine/go.sum" "$here/run.sh"; go version; } | sha256sum | cut -c1-12)
  program=$cache/$engine-$key
  if [ -x "$program" ]; then return; fi
  mkdir -p "$cache"
  (
    # Two callers at once: the second waits and then finds the program.
    if command -v flock >/dev/null; then flock 9; fi
    if [ -x "$program" ]; then exit 0; fi
    echo "run.sh: building $program (minutes, the first time)" >&2
    partial=$(mktemp -d "$cache/partial.XXXXXX")
    trap 'rm -rf "$partial"' EXIT
    cd "$here/$engine"
    CGO_ENABLED=0 GOWORK=off go build -p "${JUDGE_BUILD_JOBS:-2}" \
      -mod=readonly -buildvcs=false -trimpath -ldflags="-s -w" -o "$partial/" tool >&2
    mv "$partial"/* "$program"
  ) 9>"$cache/$engine.lock"
}

case ${1:-} in
  build)
    prepare gatekeeper
    echo "$program"
    prepare kyverno
    echo "$program"
    ;;
  gatekeeper | kyverno)
    prepare "$1"
    # They obey settings in the home folder and in the environment: clusters, credentials, experiments.
    exec env -i HOME="$PWD" PATH="$PATH" LC_ALL=C.UTF-8 "$program" "${@:2}"
    ;;
  *)
    echo "usage: run.sh build | gatekeeper [args] | kyverno [args]" >&2
    exit 2
    ;;
esac
