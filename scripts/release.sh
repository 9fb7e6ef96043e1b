#!/usr/bin/env bash
# Checks a release and shows what would be published. `npm run release -- --publish` publishes it.
# npm attests the provenance only of a build in a CI that vouches for it, and ties it to `repository`.
set -euo pipefail
cd "$(dirname "$0")/.."

refuse() {
  printf 'release: %s\n' "$1" >&2
  exit 1
}

publish=no
case "${1-}" in
  '') ;;
  --publish) publish=yes ;;
  *) refuse "unknown option: $1 (--publish is the only one)" ;;
esac

version=$(node -p "require('./package.json').version")
[ -z "$(git status --porcelain)" ] || refuse 'the tree is not clean'
grep -qF "## [$version]" CHANGELOG.md || refuse "CHANGELOG.md has no section [$version]"
if [ "$publish" = yes ]; then
  [ "$(node -p "Boolean(require('./package.json').repository)")" = true ] ||
    refuse 'package.json names no repository, which provenance is tied to'
  [ "$(git tag --points-at HEAD --list "v$version")" = "v$version" ] || refuse "HEAD is not tagged v$version"
fi

npm run check
npm test # builds first

if [ "$publish" = yes ]; then
  npm publish --provenance --access public
else
  npm publish --provenance --access public --dry-run
  printf 'release: %s was not published; npm run release -- --publish does it\n' "$version"
fi
