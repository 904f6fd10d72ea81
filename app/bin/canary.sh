#!/bin/sh
# Starts the modular input that is named like this file, with the first Node found: inside the app, in
# WEBSHELL_WATCH_NODE, on PATH, or the one that Splunk before 10.2 shipped.

# Splunk's own libraries and options are not meant for another program's Node.
unset LD_LIBRARY_PATH LD_PRELOAD NODE_OPTIONS NODE_PATH DYLD_LIBRARY_PATH
# Whose end is also the end of the input: it may already be gone when Node is up.
WEBSHELL_WATCH_PARENT=$PPID
export WEBSHELL_WATCH_PARENT

case $0 in
  */*) folder=${0%/*} ;;
  *) folder=. ;;
esac
bin=$(cd "$folder" 2>/dev/null && pwd -P) || bin=$folder
app=${bin%/*}
name=${0##*/}
name=${name%.sh}
# Kept inside a platform folder, the program itself stays in the app's bin.
if [ ! -f "$bin/$name.cjs" ]; then
  app=${app%/*}
  bin=$app/bin
fi

case $(uname -s 2>/dev/null)-$(uname -m 2>/dev/null) in
  Linux-x86_64 | Linux-amd64) platform=linux_x86_64 ;;
  Linux-aarch64 | Linux-arm64) platform=linux_aarch64 ;;
  Darwin-arm64) platform=darwin_arm64 ;;
  Darwin-*) platform=darwin_x86_64 ;;
  *) platform=none ;;
esac

on_path=$(command -v node 2>/dev/null)
for node in "$app/$platform/bin/node" "$WEBSHELL_WATCH_NODE" "$on_path" "${SPLUNK_HOME:+$SPLUNK_HOME/bin/node}"; do
  if [ -n "$node" ] && [ -f "$node" ] && [ -x "$node" ]; then
    exec "$node" "$bin/$name.cjs" "$@"
  fi
done

echo "FATAL $name: no Node.js found. Do one of these: (1) install Node.js 20 or later so that 'node' is on the PATH of the user that runs Splunk, (2) set WEBSHELL_WATCH_NODE=/path/to/node in \$SPLUNK_HOME/etc/splunk-launch.conf and restart Splunk, (3) install the package made with: webshell-watch package --with-node linux-x64" >&2
exit 1
