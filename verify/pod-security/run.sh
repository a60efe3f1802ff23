#!/usr/bin/env bash
# The official evaluator of the Pod Security Standards, see README.md.
#   run.sh          build once, then answer questions, one a line, until the input ends
#   run.sh build    only build; prints the program's path
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/podwright-judges

release=$(awk '$1 == "k8s.io/pod-security-admission" { print $2; exit }' "$here/go.mod")
key=$({ cat "$here/go.mod" "$here/go.sum" "$here/main.go" "$here/run.sh"; go version; } | sha256sum | cut -c1-12)
program=$cache/pod-security-$release-$key

build() {
  mkdir -p "$cache"
  (
    # Two callers at once: the second waits and then finds the program.
    if command -v flock >/dev/null; then flock 9; fi
    if [ -x "$program" ]; then exit 0; fi
    echo "run.sh: building $program (minutes, the first time)" >&2
    partial=$(mktemp "$cache/partial.XXXXXX")
    trap 'rm -f "$partial"' EXIT
    cd "$here"
    # The flags of verify/apiserver: what that has compiled is not compiled again.
    CGO_ENABLED=0 GOWORK=off go build -p "${JUDGE_BUILD_JOBS:-2}" \
      -mod=readonly -buildvcs=false -trimpath -ldflags='-s -w' -o "$partial" . >&2
    chmod 755 "$partial"
    mv "$partial" "$program"
  ) 9>"$cache/pod-security.lock"
}
if [ ! -x "$program" ]; then build; fi

case ${1:-serve} in
  build) echo "$program" ;;
  *) exec "$program" ;;
esac
