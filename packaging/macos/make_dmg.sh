#!/usr/bin/env bash
# make_dmg.sh VERSION: dist/Liaison.app becomes dist/Liaison-VERSION-MACHINE.dmg. On macOS only.
#
# LIAISON_MAC_IDENTITY   the certificate, "Developer ID Application: …"; without it nothing is signed and nothing notarised:
#                        such an image is for trying alone
# LIAISON_NOTARY         the name under which `xcrun notarytool store-credentials` keeps what Apple asks for
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$1
app=dist/Liaison.app
image="dist/Liaison-$version-$(uname -m).dmg"

if [ -n "${LIAISON_MAC_IDENTITY:-}" ]; then
    codesign --verify --deep --strict --verbose=2 "$app"  # PyInstaller has signed each binary, from the inside out
fi

room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
ditto "$app" "$room/Liaison.app"
ln -s /Applications "$room/Applications"
hdiutil create -volname "Liaison $version" -srcfolder "$room" -fs HFS+ -format UDZO -ov "$image"

if [ -n "${LIAISON_MAC_IDENTITY:-}" ]; then
    codesign --sign "$LIAISON_MAC_IDENTITY" --timestamp "$image"
fi
if [ -n "${LIAISON_NOTARY:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$LIAISON_NOTARY" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature --verbose "$image"
fi
echo "$image"
