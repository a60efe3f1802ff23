#!/usr/bin/env bash
# Runs single containers of Pod manifests under containerd, see README.md.
#   run.sh serve FOLDER    requests on stdin, answers on stdout, one JSON object a line; ends with stdin
#   run.sh build FOLDER    only builds, where its words can be seen; FOLDER holds the stand-in images
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/podwright-judges/containers
cri_api=v0.34.1
pypi=(grpcio==1.76.0 grpcio-tools==1.76.0 protobuf==6.33.1 PyYAML==6.0.3)
debian=(containerd runc mmdebstrap python3-venv iproute2)

case ${1:-} in serve | build) ;; *) sed -n 2,4p "$0" && exit 2 ;; esac
verb=$1
images=$(cd "${2:?the folder of the stand-in images}" && pwd)

debian_packages() {
  local missing=() package
  for package in "${debian[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >&2
}

# Python's side of the CRI, made from the interface's own definition.
client() {
  local key
  key=$({ echo "$cri_api ${pypi[*]}" && python3 --version; } | sha256sum | cut -c1-12)
  client=$cache/client-$key
  [ -d "$client" ] && return
  local partial=$cache/client.partial proto
  rm -rf "$cache"/client*
  python3 -m venv "$partial"
  "$partial/bin/pip" install -q "${pypi[@]}" >&2
  mkdir "$partial/cri"
  proto=$(cd "$partial" && printf 'module client\n' >go.mod && GOWORK=off GOFLAGS=-mod=mod go mod download -json "k8s.io/cri-api@$cri_api" |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["Dir"])')
  "$partial/bin/python" -m grpc_tools.protoc -I"$proto/pkg/apis/runtime/v1" \
    --python_out="$partial/cri" --grpc_python_out="$partial/cri" api.proto
  mv "$partial" "$client"
}

mkdir -p "$cache"
# containerd's folder has one owner at a time: a second judge waits until the first has ended.
exec 9>"$cache/lock"
flock -w 1800 9
# The requests on stdin are none of theirs.
debian_packages </dev/null
client </dev/null
export PYTHONPATH=$client/cri PYTHONDONTWRITEBYTECODE=1
"$client/bin/python" "$here/standins.py" "$images" "$cache" </dev/null
# Namespaces that end with this process, however it ends: no mount, port or process is left behind. The network has
# nothing but its loopback: what runs here is offline.
exec unshare --mount --net --uts --ipc --pid --fork --kill-child --mount-proc \
  "$client/bin/python" "$here/judge.py" "$verb" "$images" "$cache"
