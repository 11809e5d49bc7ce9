#!/usr/bin/env bash
# Finding: the declarations of inversify 8 do not compile with TypeScript 5.0 to 5.7 when libraries are checked.
#
# Packages: inversify 8.2.3, reflect-metadata 0.2.2, typescript 5.7.3 and 5.8.3. Seen with Node 20.20.2 on 2026-11-30.
# Input: a file that imports Container, compiled with `skipLibCheck: false`, ES2022.
# Behaviour: 5.7.3 reports TS1166 (a computed property name in a class) in LazyPlanServiceNode.d.ts; 5.8.3 reports nothing.
# Fails if that changes.
set -euo pipefail
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund inversify@8.2.3 reflect-metadata@0.2.2 older@npm:typescript@5.7.3 newer@npm:typescript@5.8.3
echo "import { Container } from 'inversify'; export const container: Container = new Container();" >app.mts
for compiler in older newer; do
  settings=(--noEmit --strict --target ES2022 --module NodeNext --moduleResolution NodeNext --skipLibCheck false)
  errors="$(node "node_modules/$compiler/lib/tsc.js" "${settings[@]}" app.mts || true)"
  echo "$compiler: $(grep -oE '[A-Za-z]+\.d\.ts|TS[0-9]+' <<<"$errors" | sort -u | tr '\n' ' ')"
done | tee output
diff output - <<'EXPECTED'
older: LazyPlanServiceNode.d.ts TS1166 
newer: 
EXPECTED
echo 'as described'
