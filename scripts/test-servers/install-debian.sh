#!/usr/bin/env bash
# Installs the servers that the tests want and npm does not carry: MariaDB from this Debian, MySQL and a
# PostgreSQL with DocumentDB from Debian's unstable branch in a folder of their own, FerretDB (the
# MongoDB protocol over that PostgreSQL) from its Go module. For root on Debian; what is there already
# is kept, so that a second run takes no time.
#
#   install-debian.sh FOLDER [mariadb] [mysql] [mongodb]
set -euo pipefail

folder=$1
shift
wanted=("$@")
((${#wanted[@]})) || wanted=(mariadb mysql mongodb)

FERRETDB=github.com/FerretDB/FerretDB/v2/cmd/ferretdb@v2.7.0
chroot_folder=$folder/debian-unstable

wants() {
  [[ " ${wanted[*]} " == *" $1 "* ]]
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
}

install_mariadb() {
  [[ -x /usr/sbin/mariadbd ]] && return
  # The tests start servers of their own; the package's need not run.
  with_services_refused / apt_install mariadb-server
}

# While a command runs, no package's installation may start a service.
with_services_refused() {
  local policy=${1%/}/usr/sbin/policy-rc.d
  shift
  [[ -e $policy ]] && { "$@"; return; }
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  local status=0
  "$@" || status=$?
  rm -f "$policy"
  return "$status"
}

# Where this machine's own packages come from also has the unstable branch.
debian_mirror() {
  apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1
}

make_chroot() {
  [[ -e $chroot_folder/.complete ]] && return
  command -v debootstrap >/dev/null || apt_install debootstrap
  rm -rf --one-file-system "$chroot_folder"
  mkdir -p "$chroot_folder"
  [[ -n $(debian_mirror) ]] || apt-get update -qq
  debootstrap --variant=minbase sid "$chroot_folder" "$(debian_mirror)" >"$folder/debootstrap.log" 2>&1 ||
    { tail -n 20 "$folder/debootstrap.log" >&2; return 1; }
  touch "$chroot_folder/.complete"
}

chroot_install() {
  mount -t proc proc "$chroot_folder/proc"
  local status=0
  chroot "$chroot_folder" /bin/sh -c "export DEBIAN_FRONTEND=noninteractive
    apt-get -o Acquire::Check-Valid-Until=false update -qq &&
    apt-get install -y -qq --no-install-recommends $*" >"$folder/install.log" 2>&1 || status=$?
  umount "$chroot_folder/proc"
  ((status == 0)) || tail -n 20 "$folder/install.log" >&2
  return "$status"
}

install_from_unstable() {
  local program=$1
  shift
  [[ -x $chroot_folder$program ]] && return
  make_chroot
  with_services_refused "$chroot_folder" chroot_install "$@"
}

install_ferretdb() {
  [[ -x $folder/ferretdb ]] && return
  GOBIN=$folder GOFLAGS=-buildvcs=false go install "$FERRETDB"
}

mkdir -p "$folder"
chmod 755 "$folder"
if wants mariadb; then install_mariadb; fi
if wants mysql; then install_from_unstable /usr/sbin/mysqld mysql-server-core; fi
if wants mongodb; then
  install_from_unstable /usr/lib/postgresql/18/bin/postgres postgresql-18-documentdb
  install_ferretdb
fi
