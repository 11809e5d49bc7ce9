import * as assert from 'uvu/assert';
import { emulatorStates } from '../support/docs/emulator-state.ts';
import { fidelityPage } from '../support/docs/fidelity-page.ts';
import { readPage } from '../support/docs/pages.ts';
import { suite } from '../support/suite.ts';

const test = suite('documented fidelity');

test('the page is what npm run docs:fidelity writes', async () => {
  assert.is(readPage('docs/fidelity.md').text, await fidelityPage());
});

test('the README counts the operations of the emulator', async () => {
  const { text } = readPage('README.md');
  const built = (await emulatorStates()).filter(({ isBuilt }) => isBuilt);
  assert.ok(text.includes(`${built.length} operations`), `${built.length} operations`);
});

test.run();
