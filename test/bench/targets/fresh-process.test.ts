import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { measureFresh } from '../../../bench/targets/fresh-process.ts';
import { suite } from '../../support/suite.ts';

const test = suite('fresh processes of the bench');

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'dynarepo-fresh-'));
});
test.after.each(() => rmSync(folder, { recursive: true, force: true }));

function writeMemory(text: string): void {
  mkdirSync(join(folder, 'dist', 'adapters', 'memory'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'dist', 'adapters', 'memory', 'index.js'), text);
}

test('each checkout has a sample for each round', () => {
  writeMemory('export class MemoryDynamoDb { async execute() {} }');
  const samples = measureFresh([folder, folder], 2);
  assert.equal(
    samples.map(({ importNs, requestsNs }) => [importNs.length, requestsNs.length]),
    [
      [2, 2],
      [2, 2],
    ],
  );
});

test('a process executes 300 requests', () => {
  writeMemory(`let count = 0;
export class MemoryDynamoDb { async execute(name) { count++; if (count > 300) throw new Error('too many'); } }
process.on('exit', () => { if (count !== 300) process.exitCode = 1; });`);
  assert.is(measureFresh([folder], 1).length, 1);
});

test('a build that fails in a fresh process is an error', () => {
  writeMemory('export class MemoryDynamoDb { async execute() { throw new Error("odd"); } }');
  assert.throws(() => measureFresh([folder], 1), /odd/);
});

test.run();
