import type { Failure } from './replay.ts';
import type { Step, StepInput } from './step.ts';

/** Runs steps and returns the failure, if any. */
export type Attempt = (steps: readonly Step[]) => Promise<Failure | undefined>;

/** Limit on the attempts for one failure. */
const mostAttempts = 600;

/**
 * Reduces steps to fewer and smaller requests that fail in the same way by removing whole steps, members of requests,
 * elements of lists and clauses of expressions.
 */
export async function shrink(steps: readonly Step[], failure: Failure, attempt: Attempt): Promise<Step[]> {
  let smallest = steps.slice(0, failure.index + 1);
  let attemptsLeft = mostAttempts;
  const tryOut = async (candidate: readonly Step[]): Promise<boolean> => {
    if (attemptsLeft === 0) return false;
    attemptsLeft -= 1;
    const found = await attempt(candidate);
    if (found === undefined || !isSame(found, failure)) return false;
    smallest = candidate.slice(0, found.index + 1);
    return true;
  };
  await removeSteps(() => smallest, tryOut);
  for (let again = true; again; ) {
    again = false;
    for (let at = smallest.length - 1; at >= 0; at -= 1)
      again = (await shrinkStep(at, () => smallest, tryOut)) || again;
    again &&= attemptsLeft > 0;
  }
  return [...smallest];
}

/** Returns whether two failures have the same kind: the same aspects of the same operation with similar messages. */
function isSame(found: Failure, original: Failure): boolean {
  const kind = ({ step, differences }: Failure) => {
    const texts = differences.map(({ aspect, memory, local }) =>
      ['outcome', 'error', 'message'].includes(aspect) ? `${aspect}|${gist(memory)}|${gist(local)}` : aspect,
    );
    return `${step.operation} ${texts.join(' ')}`;
  };
  return kind(found) === kind(original);
}

/** Returns the beginning of a message without the parts that depend on the request. */
function gist(message: string): string {
  return message.slice(0, 60).replace(/[:#]?\w*\d\w*/g, '');
}

type Current = () => readonly Step[];
type TryOut = (candidate: readonly Step[]) => Promise<boolean>;

async function removeSteps(current: Current, tryOut: TryOut): Promise<void> {
  for (let size = Math.ceil(current().length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let start = current().length - 1 - size; start > -size; start -= size) {
      const from = Math.max(start, 0);
      await tryOut(current().toSpliced(from, Math.min(size, start + size - from)));
    }
  }
}

async function shrinkStep(at: number, current: Current, tryOut: TryOut): Promise<boolean> {
  let isSmaller = false;
  for (let again = true; again; ) {
    again = false;
    const step = current()[at];
    if (step === undefined) return isSmaller;
    for (const candidate of smallerSteps(step)) {
      if (!(await tryOut(current().with(at, candidate)))) continue;
      isSmaller = true;
      again = true;
      break;
    }
  }
  return isSmaller;
}

function* smallerSteps(step: Step): Generator<Step> {
  const { limits, ...whole } = step;
  if (limits !== undefined) yield whole;
  for (const input of smallerExpressions(step.input)) yield { ...step, input };
  for (const input of smallerTables(step.input)) yield { ...step, input };
  // A smaller record of members is a record of members.
  for (const input of smallerValues(step.input)) yield { ...step, input: input as StepInput };
}

/** Yields the value with one part removed, large parts first. */
function* smallerValues(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const index of value.keys()) yield value.toSpliced(index, 1);
    for (const [index, element] of value.entries()) {
      for (const smaller of smallerValues(element)) yield value.with(index, smaller);
    }
  } else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
    const entries = Object.entries(value);
    for (const index of entries.keys()) yield Object.fromEntries(entries.toSpliced(index, 1));
    for (const [index, [name, part]] of entries.entries()) {
      for (const smaller of smallerValues(part)) yield Object.fromEntries(entries.with(index, [name, smaller]));
    }
  } else if (typeof value === 'string' && value.length > 40 && !value.includes(' ')) {
    yield value.slice(0, value.length / 2);
  }
}

/** Yields the table with one index removed, and without the attribute definitions that no key uses any more. */
function* smallerTables(input: StepInput): Generator<StepInput> {
  const { AttributeDefinitions } = input;
  if (!Array.isArray(AttributeDefinitions)) return;
  for (const member of ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes']) {
    const indexes = input[member];
    if (!Array.isArray(indexes)) continue;
    for (const at of indexes.keys()) {
      const left = indexes.toSpliced(at, 1);
      const { [member]: _all, ...others } = input;
      const smaller: StepInput = left.length === 0 ? others : { ...others, [member]: left };
      const keys = JSON.stringify([smaller.KeySchema, smaller.GlobalSecondaryIndexes, smaller.LocalSecondaryIndexes]);
      const used = AttributeDefinitions.filter(({ AttributeName }) => keys.includes(JSON.stringify(AttributeName)));
      yield { ...smaller, AttributeDefinitions: used };
    }
  }
}

/** Yields the input with one clause of an expression removed, and without the placeholders that are no longer used. */
function* smallerExpressions(input: StepInput): Generator<StepInput> {
  for (const [member, text] of Object.entries(input)) {
    if (!member.endsWith('Expression') || typeof text !== 'string') continue;
    yield withoutUnused({ ...input, [member]: undefined });
    const clauses = text.split(/( AND | OR |, | (?=REMOVE|ADD|DELETE|SET))/);
    for (let index = 0; clauses.length > 1 && index < clauses.length; index += 2) {
      const left = clauses.toSpliced(Math.max(index - 1, 0), 2).join('');
      yield withoutUnused({ ...input, [member]: left });
    }
    for (const part of [text.replace(/NOT /, ''), text.replace(/^\((.*)\)$/, '$1')]) {
      if (part !== text) yield { ...input, [member]: part };
    }
  }
}

function withoutUnused(input: StepInput): StepInput {
  const members = Object.entries(input).filter(([, value]) => value !== undefined);
  const texts = members.filter(([member]) => member.endsWith('Expression')).map(([, text]) => String(text));
  const used = new Set(texts.flatMap((text) => text.match(/[:#]\w+/g) ?? []));
  return Object.fromEntries(
    members.flatMap(([member, value]) => {
      if (!member.startsWith('ExpressionAttribute')) return [[member, value]];
      const kept = Object.entries(Object(value)).filter(([placeholder]) => used.has(placeholder));
      return kept.length === 0 ? [] : [[member, Object.fromEntries(kept)]];
    }),
  );
}
