# An image of one file, as an OCI layout.
mkdir -p image/blobs/sha256 root
echo hello >root/hello
blob() { sum=$(sha256sum "$1" | cut -c1-64) && size=$(wc -c <"$1") && mv "$1" "image/blobs/sha256/$sum"; }
described() { printf '{"mediaType":"application/vnd.oci.image.%s","digest":"sha256:%s","size":%s}' "$1" "$sum" "$size"; }
tar -cf layer.tar -C root .
blob layer.tar
layer=$(described layer.v1.tar)
printf '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' "$sum" >config
blob config
printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}' \
  "$(described config.v1+json)" "$layer" >manifest
blob manifest
printf '{"schemaVersion":2,"manifests":[%s]}' "$(described manifest.v1+json)" >image/index.json
echo '{"imageLayoutVersion":"1.0.0"}' >image/oci-layout
