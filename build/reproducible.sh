#!/bin/sh
# Packs the commit that is checked out twice, in clones in different folders, and says whether all files are the same, byte for byte.
# Then the packages and the module are in out/, as 'build.sh package' leaves them.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
# A server that compiles for both would hide what differs from process to process.
export UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1
trap 'rm -rf "$work"' EXIT

for clone in one another/folder; do
    git clone --quiet --no-hardlinks . "$work/$clone"
    "$work/$clone/build.sh" package
done

if ! diff -r "$work/one/out" "$work/another/folder/out"; then
    echo 'FAILED: two builds of the same commit differ.' >&2
    exit 1
fi

rm -rf out
cp -R "$work/one/out" out
echo 'Both builds are the same:'
(cd out && sha256sum -- *.nupkg *.zip)
