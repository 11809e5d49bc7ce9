import { encodeAsRead } from '../../domain/entity/entity-codec.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { isPresent } from '../../domain/is-present.ts';
import { isRecord } from '../../domain/is-record.ts';
import { batchGetLimit, batchWriteLimit } from '../../domain/limits.ts';
import { checkOptions } from '../../domain/options.ts';
import { planReads } from '../batch-get.ts';
import { toBatchWrite } from '../batch-write.ts';
import { identityOf } from '../key-matches.ts';
import { explainRead, type KnownItems, knownItemsNames } from '../requests/explain-read.ts';
import type { Explanation } from '../requests/explanation.ts';
import type { GetRequest } from '../requests/get.ts';
import type { PageRequest } from '../requests/page.ts';
import { withoutUndefined } from '../requests/request.ts';
import { Results } from '../results.ts';
import { checkParts, itemOf, type Part, toPart } from '../transactions/part.ts';
import { rejectRepeated } from '../write-batch.ts';
import { explainPart, type KnownPart } from './explain-part.ts';
import { explainWrites, joined } from './explain-writes.ts';
import type { UniqueExplained } from './unique-estimate.ts';

/** A request of a repository: every method of its `requests` returns one. */
export interface Explainable {
  /** The name of the operation. */
  readonly operation: Explanation['operation'];
  /** The input of the operation, as it would be sent. */
  readonly input: object;
}

/** The results of a query or scan, which explain themselves. */
export interface ExplainableResults {
  /** Explains the requests of the query or scan, without sending them. */
  explain(known: KnownItems): Explanation;
}

/** What is known of the item of a request, or for a query or scan of its items. */
export interface ExplainOptions extends KnownItems {
  /** The entity as it is stored before the request. Default: its size is `itemBytes`, or 1 KB if it is not known. */
  readonly stored?: object | undefined;
}

/** What is known of the items of several requests. */
export interface ExplainSeveralOptions {
  /** The entity that each request finds, in their order; `undefined` for one that is not known. */
  readonly stored?: readonly (object | undefined)[] | undefined;
  /** Average size of the others in bytes: see `sizeOf`. */
  readonly itemBytes?: number | undefined;
}

const methods = {
  GetItem: 'get',
  PutItem: 'create, put',
  UpdateItem: 'save, update',
  DeleteItem: 'delete',
  ConditionCheck: 'check',
  Query: 'query',
  Scan: 'scan',
};
const { GetItem, PutItem, UpdateItem, DeleteItem, ConditionCheck } = methods;

/**
 * Explains a request as it is sent alone: what it does, the capacity that it consumes, and what to think about before. Sends nothing.
 *
 * ```ts
 * const explained = explain(users.requests.put(user));
 * console.log(explained.capacity.write, explained.assumptions);
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: it is no request of a repository, or what is known does not match the definition.
 */
export function explain(request: Explainable | ExplainableResults, options: ExplainOptions = {}): Explanation {
  checkOptions('explain', options, { ...knownItemsNames, stored: 'object' });
  if (request instanceof Results) return request.explain(withoutUndefined({ ...options, stored: undefined }));
  const part = toPart('explain', withEntity(request), { methods, number: 1 });
  const { stored, ...items } = options;
  if (isPageRequest(part)) return explainRead({ plan: part.plan, range: { ...part.range, maxPages: 1 } }, items);
  const known = knownPart(part, stored, options.itemBytes);
  if (part.operation === 'GetItem') return explainPart(part, { ...known, isTransactional: false });
  return explainWrites([part], [known], true);
}

/**
 * Explains what `transactWrite`, or for gets `transactGet`, would do with requests: see {@link explain}.
 *
 * @throws DynarepoError - `BAD_INPUT`: as these functions; or as {@link explain}.
 */
export function explainTransaction(requests: readonly Explainable[], options: ExplainSeveralOptions = {}): Explanation {
  const { parts, known } = toParts('explainTransaction', requests, options);
  const isRead = parts[0]?.operation === 'GetItem';
  checkParts('explainTransaction', parts, isRead ? { GetItem } : { PutItem, UpdateItem, DeleteItem, ConditionCheck });
  if (!isRead) return explainWrites(parts, known, false);
  const explained = parts.map((part, index) => explainPart(part, { ...known[index], isTransactional: true }));
  return joined('TransactGetItems', explained, { requests: 1 });
}

/**
 * Explains what `batchWrite`, or for gets `batchGet`, would do with requests: see {@link explain}.
 *
 * @throws DynarepoError - `BAD_INPUT`: they are not all gets, or all puts and deletes without a condition; two write the same item; or as {@link explain}.
 */
export function explainBatch(requests: readonly Explainable[], options: ExplainSeveralOptions = {}): Explanation {
  const { parts, known } = toParts('explainBatch', requests, options);
  const isRead = parts[0]?.operation === 'GetItem';
  const explained = parts.map((part, index) => {
    if (isRead) toPart('explainBatch', part, { methods: { GetItem }, number: index + 1 });
    else toBatchWrite('explainBatch', part, index + 1);
    return explainPart(part, { ...known[index], isTransactional: false });
  });
  // A get has passed the check above.
  if (isRead) return joinReads(parts as unknown as readonly GetRequest<unknown>[], explained);
  const items = parts.map((part) => ({ of: part.entity, item: itemOf(part) }));
  rejectRepeated(
    'explainBatch',
    items.map((each) => ({ ...each, identity: identityOf(each.of, each.item) })),
  );
  return joined('BatchWriteItem', explained, { requests: Math.ceil(parts.length / batchWriteLimit) });
}

/** Joins the explanations of gets, of which a batch sends repeated ones once. */
function joinReads(gets: readonly GetRequest<unknown>[], parts: readonly Explanation[]): Explanation {
  const { entries, rounds } = planReads(gets);
  const sent = new Map(entries.map((entry, index) => [entry, parts[index]]));
  const requests = rounds.reduce((sum, { length }) => sum + Math.ceil(length / batchGetLimit), 0);
  return { ...joined('BatchGetItem', [...sent.values()].filter(isPresent), { requests }), parts };
}

function toParts(
  call: string,
  requests: readonly Explainable[],
  options: ExplainSeveralOptions,
): { readonly parts: readonly UniqueExplainedPart[]; readonly known: readonly KnownPart[] } {
  const isArray = { expected: 'an array', isValid: Array.isArray };
  checkOptions(call, options, { stored: isArray, itemBytes: knownItemsNames.itemBytes });
  if (!Array.isArray(requests)) throw new DynarepoError('BAD_INPUT', `${call} takes an array of requests`);
  // Array.from also visits the holes of a sparse array.
  const parts = Array.from<Explainable, UniqueExplainedPart>(requests, (request, index) =>
    toPart(call, request, { methods, number: index + 1 }),
  );
  return { parts, known: parts.map((part, index) => knownPart(part, options.stored?.[index], options.itemBytes)) };
}

type UniqueExplainedPart = Part & UniqueExplained;

/** Returns a request with its entity, which one with `returning` and a page, which are only sent alone, have among `entities`. */
function withEntity(request: unknown): unknown {
  if (!isRecord(request) || 'entity' in request) return request;
  const entities: unknown = Reflect.get(request, 'entities');
  return Array.isArray(entities) && entities.length > 0 ? { ...request, entity: entities[0] } : request;
}

function isPageRequest(part: object): part is PageRequest<unknown> {
  return 'plan' in part;
}

function knownPart({ entity }: Part, stored: object | undefined, itemBytes: number | undefined): KnownPart {
  return { stored: stored && encodeAsRead(entity, stored), itemBytes };
}
