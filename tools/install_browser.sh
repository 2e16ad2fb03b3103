#!/bin/sh
# The browser journeys need Chromium. Install it where we may (Debian, root or sudo); elsewhere say so and go on:
# the last line of `make test` then names what was left out. CI never leaves it out.
command -v chromium >/dev/null 2>&1 && exit 0
command -v apt-get >/dev/null 2>&1 || exit 0
as_root=
if [ "$(id -u)" != 0 ]; then
    sudo -n true 2>/dev/null || exit 0
    as_root="sudo -n"
fi
echo "Installing Chromium for the browser journeys …"
$as_root apt-get update -qq >/dev/null 2>&1
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null 2>&1 ||
    echo "Chromium could not be installed." >&2
exit 0
