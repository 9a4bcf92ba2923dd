#!/usr/bin/env bash
# make_archive.sh VERSION: dist/liaison becomes dist/liaison-VERSION-MACHINE.tar.xz, with what puts it into a menu.
set -euo pipefail
cd "$(dirname "$0")/../.."
name=liaison-$1-$(uname -m)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
mkdir -p "$room/$name/icons"
cp -R dist/liaison "$room/$name/liaison"
cp packaging/linux/install.sh packaging/linux/liaison.desktop packaging/linux/liaison.xml LICENSE "$room/$name/"
cp packaging/icons/liaison-*.png "$room/$name/icons/"
# Looks far enough back (64 MiB) to see that both programs carry the same modules.
tar --sort=name --owner=0 --group=0 --numeric-owner -C "$room" -cf - "$name" | xz -9 -T1 > "dist/$name.tar.xz"
ls -l "dist/$name.tar.xz"
