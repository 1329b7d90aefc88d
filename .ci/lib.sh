# shellcheck shell=bash
# What the scripts beside this file share; sourced, never run.

# Outside the checkout, so that a fresh clone finds what an earlier one has made.
# shellcheck disable=SC2034  # used by the scripts that source this file
cache="${XDG_CACHE_HOME:-$HOME/.cache}/milvus-workbook"

# Progress goes to standard error: standard output is kept for what a caller reads.
say() { printf '%s\n' "$*" >&2; }

die() {
  printf '%s\n' "$@" >&2
  exit 1
}

engine_answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

can_apt_install() { [[ $EUID -eq 0 ]] && command -v apt-get >/dev/null; }

# Installs Debian packages, or says which ones to install.
apt_install() {
  can_apt_install || die "Missing here: $*. As root, on Debian or Ubuntu: apt-get install $*"
  say "Installing $* …"
  apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
