import type { Source } from '../../domain/entity/keys/entity-keys.ts';
import { fieldsOf } from '../../domain/entity/keys/key-part.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import type { Condition } from '../../domain/expressions/tree.ts';
import { batchGetLimit, pageLimitBytes } from '../../domain/limits.ts';
import { checkOptions, type OptionCheck, type OptionNames } from '../../domain/options.ts';
import { readUnits } from '../../domain/values/capacity-units.ts';
import type { Explanation, Warning } from './explanation.ts';
import { readableCondition, readableNode } from './expression-members.ts';
import { limitOf } from './page.ts';
import type { RangeOptions } from './read-options.ts';
import type { ReadPlan } from './read-plan.ts';
import { withoutUndefined } from './request.ts';

/** What is known of the items that a query or scan reads, to estimate the capacity that it consumes. */
export interface KnownItems {
  /** Number of items that are read, before a filter. Default: as many as have 4 KB. */
  readonly items?: number | undefined;
  /** Average size of an item in bytes: see `sizeOf`. */
  readonly itemBytes?: number | undefined;
  /** Average size of an item in bytes as the index that is read projects it. Default: `itemBytes`. */
  readonly entryBytes?: number | undefined;
}

const amount: OptionCheck = {
  expected: 'a number of at least 0',
  isValid: (value) => Number.isFinite(value) && Number(value) >= 0,
};

/** Option names of {@link KnownItems}. */
export const knownItemsNames: OptionNames<KnownItems> = { items: amount, itemBytes: amount, entryBytes: amount };

/** A query or scan to explain. */
export interface ExplainedRead {
  readonly plan: ReadPlan<unknown>;
  readonly range: RangeOptions;
  /** How the items that an index finds are read from the table. Default: they are not. */
  readonly hydrates?: { readonly consistent?: boolean | undefined } | undefined;
}

/** Explains a query or scan: what it reads, and what reading all of it consumes. */
export function explainRead({ plan, range, hydrates }: ExplainedRead, known: KnownItems = {}): Explanation {
  checkOptions('explain', known, knownItemsNames);
  const { operation, table, index, expressions, isSingle, segments, totalSegments = 1 } = plan;
  const { itemBytes, entryBytes = itemBytes } = known;
  const bytes = index === undefined ? itemBytes : entryBytes;
  const items = isSingle ? Math.min(known.items ?? 1, 1) : known.items;
  const isKnown = items !== undefined && bytes !== undefined;
  const each = pagesOf({ plan, range }, isKnown ? items / totalSegments : 0, bytes || 1);
  const read = each.units * segments.length;
  const found = isKnown ? each.items * segments.length : (items ?? 1);
  const again = hydrates && {
    units: found * readUnits(itemBytes ?? 0, hydrates.consistent === true),
    requests: Math.ceil(found / batchGetLimit),
  };
  const unitsOf = (units: number) => ({ read: units, write: 0 });
  const { keyCondition, projection } = expressions;
  const filter = and(plan.unexpired?.(), expressions.filter);
  return withoutUndefined({
    operation,
    table,
    index,
    keyCondition: keyCondition && readableCondition(keyCondition),
    filter: filter && readableCondition(filter),
    attributes: projection?.map(readableNode),
    requests: each.pages * segments.length + (again?.requests ?? 0),
    capacity: {
      ...unitsOf(read + (again?.units ?? 0)),
      tables: {
        [table]:
          index === undefined
            ? { ...unitsOf(read), indexes: {} }
            : { ...unitsOf(again?.units ?? 0), indexes: { [index]: unitsOf(read) } },
      },
    },
    assumptions: [
      ...assumptionsOf(plan, isKnown),
      ...(hydrates && itemBytes === undefined ? ['itemBytes is not given: whole items have at most 4 KB'] : []),
      ...(hydrates && plan.isSparse ? ['the filter returns every item'] : []),
    ],
    warnings: warningsOf(plan, hydrates !== undefined),
  }) as Explanation; // without members that are undefined
}

/** What reading items of equal size takes. */
interface Pages {
  readonly pages: number;
  /** The units of all pages. */
  readonly units: number;
  /** Number of items on them. */
  readonly items: number;
}

function pagesOf({ plan, range }: ExplainedRead, items: number, bytes: number): Pages {
  const { maxItems = Number.POSITIVE_INFINITY, maxPages = Number.POSITIVE_INFINITY } = range;
  const { isSingle, consistent = false } = plan;
  const perPage = Math.min(limitOf(plan, range) ?? Number.POSITIVE_INFINITY, Math.ceil(pageLimitBytes / bytes));
  // A filter may leave out any item, so that all have to be read.
  const wanted = plan.isSparse ? items : Math.min(items, maxItems);
  // A full page can be followed by an empty one, unless there are enough items.
  const all = isSingle || wanted === maxItems ? Math.ceil(wanted / perPage) || 1 : Math.floor(wanted / perPage) + 1;
  const pages = Math.min(all, maxPages);
  const full = Math.min(Math.floor(wanted / perPage), pages);
  const rest = pages > full ? readUnits((wanted - full * perPage) * bytes, consistent) : 0;
  const read = full === pages ? full * perPage : wanted;
  return { pages, items: read, units: full * readUnits(perPage * bytes, consistent) + rest };
}

function assumptionsOf({ consistent = false, segments }: ReadPlan<unknown>, isKnown: boolean): string[] {
  const unit = readUnits(1, consistent);
  const most = readUnits(pageLimitBytes, consistent);
  const small = `items and itemBytes are not given: one request that reads at most 4 KB; each further 4 KB add ${unit}, up to ${most} in one request`;
  return [
    ...(isKnown ? [] : [small]),
    ...(isKnown && segments.length > 1 ? ['the items are spread evenly over the segments'] : []),
  ];
}

function warningsOf(plan: ReadPlan<unknown>, hydrates: boolean): Warning[] {
  const { operation, consistent, isSparse, source } = plan;
  const warnings: Warning[] = [...hotPartition(source)];
  const warn = (kind: Warning['kind'], text: string) => warnings.push({ kind, text });
  if (operation === 'Scan') warn('scan', `every item of the ${nameOf(source)} is read${betterSource(plan)}`);
  else if (isSparse) warn('filter', 'items are read, and consume capacity, before they are filtered');
  if (consistent && source.index !== undefined && !source.isLocal)
    warn('consistent read of an index', 'DynamoDB rejects consistent reads of a global secondary index');
  if (hydrates) warn('second read', 'each item that the index finds is read from the table');
  return warnings;
}

/** Returns a hint on an index, or the table, that a query can find the filtered items in. */
function betterSource({ entities, expressions: { filter } }: ReadPlan<unknown>): string {
  const given = new Set(equalNames(filter));
  for (const { keys } of entities) {
    for (const [name, { key }] of [['', keys.table] as const, ...keys.indexes]) {
      const fields = fieldsOf(key.partition);
      if (fields.length === 0 || !fields.every(({ attributeName }) => given.has(attributeName))) continue;
      const names = fields.map((field) => field.name).join(', ');
      return `; a query${name === '' ? '' : ` of index('${name}')`} by ${names} reads fewer`;
    }
  }
  return '';
}

/** Returns the attributes that a condition requires to have a certain value. */
function equalNames(condition: Condition | undefined): readonly unknown[] {
  if (condition?.kind === 'and') return [...equalNames(condition.left), ...equalNames(condition.right)];
  if (condition?.kind !== 'comparison' || condition.comparator !== '=') return [];
  const { left } = condition;
  return left.kind === 'path' && left.steps.length === 1 ? left.steps : [];
}

/** Fewer partitions than this are warned of. */
const fewPartitions = 10;

/** Warns if the values of a partition key are so few that they limit the throughput. */
export function hotPartition(source: Source): Warning[] {
  const fields = fieldsOf(source.key.partition);
  const count = fields.reduce((product, { codec }) => product * (codec.valueCount ?? Number.POSITIVE_INFINITY), 1);
  if (count >= fewPartitions) return [];
  const where = count === 1 ? 'one partition' : `${count} partitions, by ${fields.map(({ name }) => name).join(', ')}`;
  const text = `the ${nameOf(source)} has ${where}; each sustains 3,000 read units and 1,000 write units a second`;
  return [{ kind: 'hot partition', text }];
}

function nameOf({ index }: Source): string {
  return index === undefined ? 'table' : `index ${index}`;
}
