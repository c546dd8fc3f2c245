#!/bin/sh
# Installs the peers that npm doesn't have, on Debian or Ubuntu. The ones from npm come with pnpm install.
set -eu
apt-get update
apt-get install --yes --no-install-recommends \
  build-essential libfann-dev \
  libopenblas0-pthread python3-numpy python3-sklearn python3-torch
