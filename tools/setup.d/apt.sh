# shellcheck shell=bash
# Packages through apt's own clients, with sources, lists and downloads of our own: signatures are checked as usual,
# the machine's package state stays as it is, and no right to change it is needed.

APT_HOME="$CACHE/apt"

can_unpack() {
  command -v apt-get >/dev/null && command -v apt-cache >/dev/null && command -v dpkg-deb >/dev/null &&
    command -v tar >/dev/null && [ -n "$(archive_address)" ]
}

machine_release() {
  # shellcheck source=/dev/null
  (. /etc/os-release 2>/dev/null && printf '%s\n' "${VERSION_CODENAME:-}")
}

# The address of the Debian archive that this machine uses, read from its own configuration.
archive_address() {
  if [ -z "${ARCHIVE_ADDRESS+set}" ]; then ARCHIVE_ADDRESS=$(find_archive_address); fi
  printf '%s\n' "$ARCHIVE_ADDRESS"
}

find_archive_address() {
  local id
  # shellcheck source=/dev/null
  id=$(. /etc/os-release 2>/dev/null && printf '%s' "${ID:-}")
  [ "$id" = debian ] || return 0
  {
    # One-line format: deb [options] address suite …; deb822: "URIs:" of a stanza. The security archive is another one.
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
      sed -nE 's/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+)[[:space:]]+([^[:space:]]+).*/\2 \3/p'
    cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '
      /^[Uu][Rr][Ii]s:/ { uri = $2 } /^[Ss]uites:/ { suite = $2 }
      /^$/ || /^[Tt]ypes:/ { if (uri != "" && suite != "") print uri, suite; uri = suite = "" }
      END { if (uri != "" && suite != "") print uri, suite }'
  } | awk '$1 !~ /security/ && $2 !~ /security|updates|backports/ && $1 ~ /debian\/?$/ { print $1; exit }'
}

apt_options() {
  printf '%s\n' \
    "-oDir::Etc::sourcelist=$APT_HOME/sources.list" "-oDir::Etc::sourceparts=$APT_HOME/none" \
    "-oDir::Etc::preferences=/dev/null" "-oDir::Etc::preferencesparts=$APT_HOME/none" \
    "-oDir::State=$APT_HOME/state" "-oDir::State::Lists=$APT_HOME/state/lists" \
    "-oDir::State::status=/var/lib/dpkg/status" "-oDir::Cache=$APT_HOME/cache" \
    "-oDir::Cache::pkgcache=pkgcache.bin" "-oDir::Cache::srcpkgcache=srcpkgcache.bin" \
    "-oAPT::Sandbox::User=$(id -un)" "-oAcquire::Languages=none" "-oAcquire::Retries=3" \
    "-oAPT::Install-Recommends=false"
}

apt_private() {
  local program=$1 option options=()
  shift
  while IFS= read -r option; do options+=("$option"); done < <(apt_options)
  "$program" "${options[@]}" "$@"
}

# A step: the lists of the machine's own release, of the release that has the toolchain, and of testing.
apt_update() {
  local address option keyring=/usr/share/keyrings/debian-archive-keyring.gpg suite
  address=$(archive_address)
  [ -n "$address" ] || fail "No Debian archive in this machine's apt configuration."
  mkdir -p "$APT_HOME/none" "$APT_HOME/state/lists/partial" "$APT_HOME/cache/archives/partial"
  if [ -f "$keyring" ]; then option="signed-by=$keyring"; else option="trusted=no"; fi
  {
    for suite in $(printf '%s\n' "$(machine_release)" trixie | sort -u); do
      printf 'deb [%s] %s %s main\n' "$option" "$address" "$suite"
    done
    printf 'deb-src [%s] %s trixie main\n' "$option" "$address"
    # A copy of testing may be past the date until which it calls itself valid; its signature still has to be right.
    printf 'deb [%s check-valid-until=no] %s testing main\n' "$option" "$address"
    printf 'deb-src [%s check-valid-until=no] %s testing main\n' "$option" "$address"
  } >"$APT_HOME/sources.list"
  apt_private apt-get -q update
  date +%s >"$APT_HOME/updated"
}

# package_version kind suite package tested: the tested version if the archive has it, else the newest of that release
package_version() {
  local kind=$1 suite=$2 package=$3 tested=$4 versions version newest=""
  if [ "$kind" = source ]; then
    versions=$(apt_private apt-cache madison "$package" | awk -F'|' -v want=" $suite/main Sources" \
      'index($3, want) { gsub(/ /, "", $2); print $2 }')
  else
    versions=$(apt_private apt-cache madison "$package" | awk -F'|' -v want=" $suite/main $(dpkg --print-architecture) Packages" \
      'index($3, want) { gsub(/ /, "", $2); print $2 }')
  fi
  for version in $versions; do
    if [ "$version" = "$tested" ]; then
      printf '%s\n' "$version"
      return
    fi
    if [ -z "$newest" ] || dpkg --compare-versions "$version" gt "$newest"; then newest=$version; fi
  done
  [ -n "$newest" ] || fail "The archive has no $kind package $package in $suite."
  printf '%s\n' "$newest"
}

# package_unpack folder package version [tar option…]: downloads, checks and unpacks one binary package
package_unpack() {
  local folder=$1 package=$2 version=$3 download
  shift 3
  download=$(mktemp -d "$CACHE/partial-download-XXXXXX")
  (cd "$download" && apt_private apt-get -q download "$package=$version") || exit 1
  mkdir -p "$folder"
  dpkg-deb --fsys-tarfile "$download"/*.deb | tar -x -C "$folder" --no-same-owner "$@"
  rm -rf "$download"
}

# source_unpack folder package version: the upstream tarball of a source package, as upstream made it
source_unpack() {
  local folder=$1 package=$2 version=$3 download
  download=$(mktemp -d "$CACHE/partial-download-XXXXXX")
  (cd "$download" && apt_private apt-get -q --download-only --only-source source "$package=$version") || exit 1
  mkdir -p "$folder"
  tar -x -f "$download"/*.orig.tar.* -C "$folder" --strip-components 1 --no-same-owner
  rm -rf "$download"
}
