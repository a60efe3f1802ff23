#!/bin/sh
set -e
for file in "$@"; do
  cat "$file"
done
