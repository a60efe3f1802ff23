sh ./make-image.sh
skopeo inspect oci:image | grep '"Architecture": "amd64"'
skopeo copy oci:image docker-archive:image.tar:app:1
skopeo copy --dest-compress docker-archive:image.tar dir:folder
skopeo inspect --config dir:folder
skopeo copy --format oci dir:folder oci:again:1
skopeo list-tags docker-archive:image.tar
