import type { Family, Member, OperationModel, Structure } from './shape.ts';

/**
 * Operations and structures as texts of JSON with single quotes, because V8 reads a literal without escapes twice as fast. A structure names its members by their position in `members`: many are equal,
 * and what reads them is kept for each member.
 */
export interface ModelText<Names extends string> {
  readonly members: readonly string[];
  readonly operations: Readonly<Record<Names, string>>;
  readonly structures: Readonly<Record<string, string>>;
}

/** Positions of members by name. */
type Positions = Readonly<Record<string, number>>;
type OperationText = Omit<OperationModel, 'input' | 'output'> & {
  readonly input: Positions;
  readonly output: Positions;
};

/** Returns a model as text. */
export function toModelText<Names extends string>(model: Family<Names>): ModelText<Names> {
  const positions = new Map<string, number>();
  const toPositions = (structure: Structure): Positions =>
    mapValues(structure, (member) => {
      const text = toText(member);
      const position = positions.get(text) ?? positions.size;
      positions.set(text, position);
      return position;
    });
  const operations = mapValues(model.operations, ({ input, output, ...rest }) =>
    toText({ ...rest, input: toPositions(input), output: toPositions(output) } satisfies OperationText),
  );
  const structures = mapValues(model.structures, (structure) => toText(toPositions(structure)));
  return { members: [...positions.keys()], operations, structures };
}

/** Returns the model of a text. Each operation, structure and member is parsed when it is first read. */
export function fromModelText<Names extends string>(text: ModelText<Names>): Family<Names> {
  const members: Member[] = [];
  const memberAt = (position: number): Member => (members[position] ??= parse(text.members[position] ?? '') as Member); // printed from a member
  const fromPositions = (positions: Positions): Structure => mapValues(positions, memberAt);
  return {
    operations: parsedOnRead(text.operations, (operation) => {
      const { service, plane, input, output, errors } = parse(operation) as OperationText; // printed from one
      return { service, plane, input: fromPositions(input), output: fromPositions(output), errors };
    }),
    structures: parsedOnRead(text.structures, (structure) => fromPositions(parse(structure) as Positions)), // printed from them
  };
}

function toText(value: unknown): string {
  const text = JSON.stringify(value);
  if (text.includes("'")) throw new TypeError(`a text of the model has a single quote: ${text}`);
  return text.replaceAll('"', "'");
}

function parse(text: string): unknown {
  return JSON.parse(text.replaceAll("'", '"'));
}

/** Returns an object that parses each text when it is first read, and keeps the value. */
function parsedOnRead<Names extends string, Value>(
  texts: Readonly<Record<Names, string>>,
  toValue: (text: string) => Value,
): Readonly<Record<Names, Value>> {
  const values: Partial<Record<Names, Value>> = {};
  for (const name in texts) {
    let value: Value | undefined;
    // Stays a getter: turning getters into values was 1.6 % of the first 300 requests.
    Object.defineProperty(values, name, { get: () => (value ??= toValue(texts[name])), enumerable: true });
  }
  return values as Record<Names, Value>; // every name was defined
}

function mapValues<Names extends string, From, To>(
  object: Readonly<Record<Names, From>>,
  map: (value: From) => To,
): Record<Names, To> {
  const mapped: Partial<Record<Names, To>> = {};
  for (const name in object) mapped[name] = map(object[name]);
  return mapped as Record<Names, To>; // every name was mapped
}
