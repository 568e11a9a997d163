#!/bin/sh
# Makes the pictures of docs/images/seeing. From the repository, with striate on the path:
#   docs/seeing/make.sh WEIGHTS LABELS PHOTOS
# WEIGHTS is SqueezeNet 1.0, LABELS the names of ImageNet's classes, PHOTOS a folder with chelsea.jpg, coffee.jpg and starry_night.jpg.
# MNIST comes from data/mnist.
# Needs pngquant, which makes the pictures a third as large.
set -e
weights=$1
labels=$2
photos=$3
out=docs/images/seeing
mkdir -p $out

# Parts of photos stand in the pictures: of those that belong to nobody.
free=$(mktemp -d)
made=$(mktemp -d)
trap 'rm -rf "$free" "$made"' EXIT
for photo in chelsea coffee astronaut rocket grace_hopper starry_night; do cp "$photos/$photo.jpg" "$free"; done

# what layers are and do
striate see filters "$weights" --out $out/filters.png
striate see maps "$weights" "$photos/chelsea.jpg" --out $out/maps.png
striate see receptive "$weights" "$photos/chelsea.jpg" --out $out/receptive.png

# why
striate see saliency "$weights" "$photos/chelsea.jpg" --labels "$labels" --method all --out $out/saliency.png
striate see attack "$weights" "$photos/chelsea.jpg" --labels "$labels" --out $out/attack.png

# features, dreams, inversion
striate see features "$weights" --layer features.5 --unit 10 --unit 30 --data "$free" --out $out/features.png
striate dream "$photos/chelsea.jpg" "$weights" --layer features.9 --out "$made/dream.png"
striate see invert "$weights" "$photos/chelsea.jpg" --out $out/inverted.png

# style; the photo of the painting has a frame
striate style "$photos/coffee.jpg" "$photos/starry_night.jpg" --trim 4 --model "$weights" --size 384 --out "$made/style.png"

# many pictures in the plane
striate train --data mnist --out "$made/digits"
striate see embed "$made/digits" mnist --out $out/embedding.png

# style in one pass
striate style-net train "$photos/starry_night.jpg" "$photos" --trim 4 --model "$weights" --out "$made/net.safetensors"
striate style-net apply "$made/net.safetensors" "$photos/coffee.jpg" --out "$made"
cp "$made/dream.png" "$made/style.png" $out
cp "$made/coffee-painted.png" $out/style-net.png

pngquant --force --ext .png --skip-if-larger 128 $out/*.png
