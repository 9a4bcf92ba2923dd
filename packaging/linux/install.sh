#!/usr/bin/env bash
# install.sh [PREFIX]: puts Liaison, unpacked beside this file, into PREFIX (by default ~/.local, for oneself; /usr/local as
# root, for all), with its entry in the menu and its icons. install.sh --remove [PREFIX] takes it away; the vault stays.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
remove=
if [ "${1:-}" = --remove ]; then remove=yes; shift; fi
prefix=${1:-$HOME/.local}
share=$prefix/share

rm -rf "$prefix/lib/liaison" "$prefix/bin/liaison" "$prefix/bin/liaison-cli"
rm -f "$share/applications/liaison.desktop" "$share/mime/packages/liaison.xml"
for picture in "$here"/icons/liaison-*.png; do
    side=${picture##*-}; side=${side%.png}
    rm -f "$share/icons/hicolor/${side}x$side/apps/liaison.png"
done
if [ -z "$remove" ]; then
    mkdir -p "$prefix/lib" "$prefix/bin" "$share/applications" "$share/mime/packages"
    cp -R "$here/liaison" "$prefix/lib/liaison"
    ln -s ../lib/liaison/liaison ../lib/liaison/liaison-cli "$prefix/bin/"
    sed "s|^Exec=liaison|Exec=\"$prefix/bin/liaison\"|" "$here/liaison.desktop" > "$share/applications/liaison.desktop"
    cp "$here/liaison.xml" "$share/mime/packages/"
    for picture in "$here"/icons/liaison-*.png; do
        side=${picture##*-}; side=${side%.png}
        install -D -m 644 "$picture" "$share/icons/hicolor/${side}x$side/apps/liaison.png"
    done
fi
refresh() { # TOOL FOLDER: the desktop reads its lists anew, where it has this tool
    if command -v "$1" > /dev/null && [ -d "$2" ]; then "$1" "$2"; fi
}
refresh update-desktop-database "$share/applications"
refresh update-mime-database "$share/mime"
