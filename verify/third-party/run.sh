#!/usr/bin/env bash
# The linters that judge our pods, at the versions pinned here.
#   run.sh kube-score|kubeconform|checkov [args]   build once, then run; no network but for the build
#   run.sh build                                   only build; prints the folder of the programs
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/podwright-judges
python=${PYTHON:-python3}

key=$({ cat "$here/go.mod" "$here/go.sum" "$here/requirements.txt" "$here/run.sh"; go version; "$python" --version; } | sha256sum | cut -c1-12)
home=$cache/third-party-$key

build() {
  mkdir -p "$cache"
  (
    # Two callers at once: the second waits and then finds the programs.
    if command -v flock >/dev/null; then flock 9; fi
    if [ -f "$home/done" ]; then exit 0; fi
    if ! "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "run.sh: checkov needs Python 3.11 or newer with venv (Debian: python3-venv); PYTHON names another" >&2
      exit 1
    fi
    echo "run.sh: building $home (minutes, the first time)" >&2
    # In its place from the start, because a venv cannot be moved; `done` tells a whole one from what was broken off.
    rm -rf "$home"
    mkdir -p "$home/bin"
    (cd "$here" && CGO_ENABLED=0 GOWORK=off go build -p "${JUDGE_BUILD_JOBS:-2}" \
      -mod=readonly -buildvcs=false -trimpath -ldflags="-s -w" -o "$home/bin/" tool) >&2
    "$python" -m venv "$home/venv" >&2
    # Wheels only: a source package would run its own code here.
    "$home/venv/bin/pip" install --quiet --no-input --disable-pip-version-check \
      --no-deps --only-binary :all: -r "$here/requirements.txt" >&2
    "$home/venv/bin/pip" check >&2
    touch "$home/done"
  ) 9>"$cache/third-party.lock"
}
if [ ! -f "$home/done" ]; then build; fi

case ${1:-} in
  build) echo "$home" ;;
  kube-score | kubeconform) exec "$home/bin/$1" "${@:2}" ;;
  checkov)
    # It obeys settings in the home folder and in the environment, and asks its maker's service when it has a key.
    exec env -i HOME="$PWD" PATH="$PATH" LC_ALL=C.UTF-8 \
      "$home/venv/bin/checkov" --skip-download --skip-results-upload "${@:2}"
    ;;
  *)
    echo "usage: run.sh build | kube-score | kubeconform | checkov [args]" >&2
    exit 2
    ;;
esac
