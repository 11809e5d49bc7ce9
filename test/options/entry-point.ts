import * as assert from 'uvu/assert';
import { badInput } from '../repositories/open-repository.ts';
import type { suite } from '../support/suite.ts';

/** A public call with options. */
export interface EntryPoint {
  readonly name: string;
  /** Calls it as a JavaScript caller could, with options of any type. */
  readonly call: (options: unknown) => unknown;
  /** Options that are valid, for calls that require some. */
  readonly valid?: object;
  /** Invalid values of each option. */
  readonly invalid: Readonly<Record<string, readonly unknown[]>>;
}

/** Invalid values of every option; the compiler reports an option that is missing. */
export type InvalidValues<Options> = { readonly [Name in keyof Options]-?: readonly unknown[] };

/** Adds a test for each option of the entry points: it is misspelt, of another type or out of range. */
export function testOptions(test: ReturnType<typeof suite>, entryPoints: readonly EntryPoint[]): void {
  for (const { name, call, valid = {}, invalid } of entryPoints) {
    test(`${name} rejects options that are not an object`, async () => {
      for (const options of [null, 'text', 7, []]) await badInput(() => call(options));
    });
    for (const [option, values] of Object.entries(invalid)) {
      test(`${name} rejects the option ${option} if it is misspelt`, async () => {
        const misspelt = `${option}s`;
        const message = await badInput(() => call({ ...valid, [option]: undefined, [misspelt]: undefined }));
        assert.ok(message.includes(misspelt) && message.endsWith(`did you mean "${option}"?`), message);
      });
      test(`${name} rejects the option ${option} if its value is invalid`, async () => {
        assert.ok(values.length > 0);
        for (const value of values) {
          const message = await badInput(() => call({ ...valid, [option]: value }));
          assert.ok(message.includes(option), message);
        }
      });
    }
  }
}

/** Values that are no duration. */
export const noMilliseconds: readonly unknown[] = [-1, Number.NaN, '5', null, {}];
/** Values that are no clock. */
export const noClock: readonly unknown[] = [7, {}, null, { nowMs: () => 0 }];
/** Values that are no function. */
export const noFunction: readonly unknown[] = ['text', {}, null, 7];
/** Values that are neither `true` nor `false`. */
export const noBoolean: readonly unknown[] = ['false', 0, null];
/** Values that are no signal. */
export const noSignal: readonly unknown[] = [{}, null, true];
/** Values that are no counter of capacity. */
export const noCounter: readonly unknown[] = [true, {}, null, 7];
/** Values that are no text, or an empty one. */
export const noText: readonly unknown[] = ['', 7, null];
/** Values that are no number of at least 1. */
export const noCount: readonly unknown[] = [0, -1, 1.5, Number.NaN, '5', null];
