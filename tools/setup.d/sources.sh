# shellcheck shell=bash
# Eigen, Dear ImGui, doctest and the fonts: unpacked, never installed.

# component, pin, kind, megabytes
source_components() {
  cat <<EOF
eigen $PIN_EIGEN binary 1.2
imgui $PIN_IMGUI source 1
doctest $PIN_DOCTEST binary 0.2
opensans $PIN_OPENSANS binary 1
dejavu $PIN_DEJAVU binary 1
EOF
}

plan_sources() {
  local name suite package tested kind size
  if ! can_unpack; then return 0; fi
  while read -r name suite package tested kind size; do
    if component_find "$name" "$(component_digest "$suite" "$package" "$tested" "$kind")" >/dev/null; then continue; fi
    plan_lists
    plan_step "$name from the package $package ($size MB)" source_make "$name" "$suite" "$package" "$tested" "$kind"
  done < <(source_components)
}

# The lists are read again when something is to be fetched and they are older than an hour.
plan_lists() {
  local age
  if [ ${#PLAN_CALLS[@]} -gt 0 ] && [[ " ${PLAN_CALLS[*]} " == *" apt_update "* ]]; then return 0; fi
  age=$(($(date +%s) - $(cat "$APT_HOME/updated" 2>/dev/null || printf 0)))
  if [ "$age" -gt 3600 ]; then plan_step "package lists (50 MB)" apt_update; fi
}

source_make() {
  local name=$1 suite=$2 package=$3 tested=$4 kind=$5 version digest
  version=$(package_version "$kind" "$suite" "$package" "$tested")
  digest=$(component_digest "$suite" "$package" "$tested" "$kind")
  if [ "$kind" = source ]; then
    component_make "$name" "$version" "$digest" source_unpack "$package" "$version"
  else
    component_make "$name" "$version" "$digest" package_unpack "$package" "$version"
  fi
}

source_find() {
  local name suite package tested kind size
  while read -r name suite package tested kind size; do
    if [ "$name" = "$1" ]; then
      component_find "$name" "$(component_digest "$suite" "$package" "$tested" "$kind")"
      return
    fi
  done < <(source_components)
  return 1
}
