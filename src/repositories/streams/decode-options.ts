import type { StreamView } from '../../domain/entity/table.ts';
import type { TableName } from '../../domain/entity/with-table.ts';
import { DynarepoError, type StoredValueError } from '../../domain/errors.ts';
import type { OptionCheck, OptionNames } from '../../domain/options.ts';
import { repositoryOptionNames } from '../repository-options.ts';
import type { StreamRecord } from './stream-record.ts';

/** How stream records are read as changes. */
export interface DecodeChangeOptions<View extends StreamView = StreamView> {
  /** Which images of the items the changes have; the stream must have them. Default: `NEW_AND_OLD_IMAGES`. */
  readonly view?: View | undefined;
  /**
   * Another name for the table, or a function that returns the one for the name in the definition. Default: the name in the
   * definition.
   */
  readonly table?: TableName | undefined;
  /**
   * What to do about an image or key that does not match the entity definition: throw the `StoredValueError`, leave the change
   * out, or leave it out and call a function. Default: `throw`.
   */
  readonly onUnreadable?: 'throw' | 'skip' | ((error: StoredValueError, record: StreamRecord) => void) | undefined;
  /** Called for each record of an item of no listed entity. Default: such records are left out. */
  readonly onOther?: ((record: StreamRecord) => void) | undefined;
}

const views: readonly unknown[] = [
  'NEW_AND_OLD_IMAGES',
  'NEW_IMAGE',
  'OLD_IMAGE',
  'KEYS_ONLY',
] satisfies readonly StreamView[];

/** The check of a view. */
export const viewCheck: OptionCheck = { expected: views.join(' or '), isValid: (value) => views.includes(value) };

/** Option names of {@link DecodeChangeOptions}. */
export const decodeOptionNames: OptionNames<DecodeChangeOptions> = {
  view: viewCheck,
  onUnreadable: {
    expected: '"throw", "skip" or a function',
    isValid: (value) => value === 'throw' || value === 'skip' || typeof value === 'function',
  },
  onOther: 'function',
  table: repositoryOptionNames.table,
};

/**
 * Checks that the records of a stream have the images that the changes need.
 *
 * @param stream - the view of the stream; `undefined` if it is not known.
 * @throws DynarepoError - `BAD_INPUT`.
 */
export function checkView(view: StreamView, stream: string | undefined, table: string): void {
  if (stream === undefined || stream === view || stream === 'NEW_AND_OLD_IMAGES' || view === 'KEYS_ONLY') return;
  const text = `the stream of table ${table} has ${stream}, but the changes need ${view}: pass view: '${stream}'`;
  throw new DynarepoError('BAD_INPUT', text);
}
