#!/usr/bin/env bash
# Photos of 256 x 256 pixels: decoded, cropped to 224, flipped and normalised by Striate on two threads, beside djpeg alone in
# two processes, in turn. djpeg is a program: what it takes to start it, measured on a picture of one pixel, is taken off.
#
#   benchmarks/loading.sh [PHOTOS [COUNT [ROUNDS]]]
#
# Needs djpeg and cjpeg (Debian: libjpeg-turbo-progs).
set -euo pipefail
here=$(dirname "$0")
photos=$(realpath "${1:-$here/../../shared/data/photos}") count=${2:-10000} rounds=${3:-3}
cd "$here"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

dotnet build -c Release Striate.Loading -nologo -v quiet -m:1
run() { dotnet run -c Release --no-build --project Striate.Loading -- "$@"; }
run make "$folder/data" "$photos" --count "$count"
printf 'P6 1 1 255\n...' | cjpeg > "$folder/one.jpg"

seconds() { local start; start=$(date +%s.%N); "$@"; echo "$(date +%s.%N) - $start" | bc -l; }
decode() { find "$folder/data" -name '*.jpg' -print0 | xargs -0 -P 2 -n 1 djpeg -outfile /dev/null; }
start_only() { yes "$folder/one.jpg" | head -n "$count" | xargs -P 2 -n 1 djpeg -outfile /dev/null; }

for ((round = 1; round <= rounds; round++)); do
  djpeg_seconds=$(seconds decode)
  empty_seconds=$(seconds start_only)
  # The last of three epochs: files are in memory, as those of djpeg are in the system's cache.
  line=$(run read "$folder/data" --threads 2 --epochs 3 | tail -n 1)
  rate=${line%% *}
  echo "$count $djpeg_seconds $empty_seconds $rate" | awk -v line="$line" '{
    printf "djpeg %.0f pictures/s with its start, %.0f without; Striate %s: %.2f and %.2f of it\n", $1 / $2, $1 / ($2 - $3), line, $4 * $2 / $1, $4 * ($2 - $3) / $1 }'
done
