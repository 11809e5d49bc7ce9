import type { OperationName } from '../domain/dynamodb.ts';
import { NotImplementedError, ServiceError } from '../domain/errors.ts';

/** What `dump` and `load` leave out if an engine does not have the operation. */
const settings: Readonly<Record<SettingOperation, string>> = {
  DescribeTimeToLive: 'time to live',
  ListTagsOfResource: 'tags',
  TagResource: 'tags',
  UpdateTimeToLive: 'time to live',
};

/** An operation whose absence loses a setting of tables, and no item. */
export type SettingOperation = Extract<
  OperationName,
  'DescribeTimeToLive' | 'ListTagsOfResource' | 'TagResource' | 'UpdateTimeToLive'
>;

/** Returns whether an operation is about a setting that can be left out. */
export function isSettingOperation(operation: OperationName): operation is SettingOperation {
  return Object.hasOwn(settings, operation);
}

/** Collects the settings that an engine does not support, for one warning. */
export class LeftOut {
  readonly #operations = new Set<SettingOperation>();

  /**
   * Waits for an output; returns `undefined` if the engine does not have the operation.
   *
   * @throws unknown - the request failed for another reason.
   */
  async outputOf<Output>(operation: SettingOperation, output: Promise<Output>): Promise<Output | undefined> {
    try {
      return await output;
    } catch (error) {
      if (!isUnsupported(error)) throw error;
      this.#operations.add(operation);
      return undefined;
    }
  }

  /** Returns a warning with the operations and settings; `undefined` if nothing was left out. */
  warning(engine: string): string | undefined {
    if (this.#operations.size === 0) return undefined;
    const names = [...this.#operations].sort();
    const lost = [...new Set(names.map((name) => settings[name]))].sort();
    return `${engine} does not support ${names.join(' and ')}: settings of tables were left out (${lost.join(', ')})`;
  }
}

function isUnsupported(error: unknown): boolean {
  if (error instanceof NotImplementedError) return true;
  return error instanceof ServiceError && error.name === 'UnknownOperationException';
}
