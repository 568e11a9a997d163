#!/bin/sh
# Makes the pictures of docs/images/seeing. From the repository: docs/seeing/make.sh WEIGHTS PHOTOS
set -e
weights=$1
photos=$2
out=docs/images/seeing

# features, dreams, inversion
striate see features "$weights" --layer features.5 --unit 10 --data "$photos" --out "$out/features.png"
striate dream "$photos/chelsea.jpg" "$weights" --layer features.9 --out "$out/dream.png"
striate see invert "$weights" "$photos/chelsea.jpg" --out "$out/inverted.png"
