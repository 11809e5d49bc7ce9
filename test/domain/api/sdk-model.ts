import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as streams from '@aws-sdk/client-dynamodb-streams';
import { parseSync, Visitor } from 'oxc-parser';

/** A member in the SDK's schema. */
export interface SdkMember {
  /** In words, such as `list of structure Tag`. */
  readonly form: string;
  readonly required: boolean;
}

/** Members by name. */
export type SdkStructure = ReadonlyMap<string, SdkMember>;

/** The service model of one SDK client. */
export interface SdkModel {
  readonly operations: ReadonlyMap<string, { readonly input: string; readonly output: string }>;
  readonly structures: ReadonlyMap<string, SdkStructure>;
  /** Values of an enumeration, sorted, by its name. */
  readonly enumerations: ReadonlyMap<string, readonly string[]>;
  /** Name of a member's enumeration, by `Structure.Member`. */
  readonly enumerationOf: ReadonlyMap<string, string>;
  /** Names of the errors that an operation declares, sorted. */
  errorsOf(operation: string): readonly string[];
}

/** The models of both clients, by the service names of our model. */
export const sdkModels: Readonly<Record<'DynamoDB' | 'DynamoDBStreams', SdkModel>> = {
  DynamoDB: read(dynamodb, '@aws-sdk/client-dynamodb'),
  DynamoDBStreams: read(streams, '@aws-sdk/client-dynamodb-streams'),
};

function read(client: object, packageName: string): SdkModel {
  const folder = join(dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`)), 'dist-types');
  const schemas = Object.entries(client)
    .filter(([name, value]) => name.endsWith('$') && Array.isArray(value) && !name.endsWith('ServiceException$'))
    .map(([, value]) => value as readonly unknown[]); // the filter has seen that it is an array
  const operations = new Map<string, { input: string; output: string }>();
  const structures = new Map<string, SdkStructure>();
  for (const [kind, , name, , third, fourth, required] of schemas) {
    if (kind === 9) operations.set(String(name), { input: nameOf(third), output: nameOf(fourth) });
    else structures.set(String(name), readMembers(third, fourth, required));
  }
  return {
    operations,
    structures,
    enumerations: readEnumerations(client),
    enumerationOf: readEnumerationUses(folder),
    errorsOf: (operation) => readErrors(join(folder, 'commands', `${operation}Command.d.ts`)),
  };
}

/** Names and schemas of members are two lists, required members first; the last number is the count of required ones. */
function readMembers(names: unknown, schemas: unknown, requiredCount: unknown): SdkStructure {
  const forms = listOf(schemas).map(formOf);
  const required = typeof requiredCount === 'number' ? requiredCount : 0;
  return new Map(
    listOf(names).map((name, index) => [String(name), { form: forms[index] ?? '', required: index < required }]),
  );
}

/** Simple types are numbers, with one extra bit for a list and another for a map of them. */
function formOf(schema: unknown): string {
  if (typeof schema === 'function') return formOf(schema());
  if (typeof schema === 'number') {
    if ((schema & 64) !== 0) return `list of ${formOf(schema & ~64)}`;
    if ((schema & 128) !== 0) return `map of ${formOf(schema & ~128)}`;
    return { 0: 'string', 1: 'number', 2: 'boolean', 4: 'timestamp', 21: 'blob' }[schema] ?? `unknown type ${schema}`;
  }
  const parts = listOf(schema);
  if (parts.length === 2) return formOf(parts[0]); // with traits beside it
  const [kind, , name, , element, value] = parts;
  if (kind === 1) return `list of ${formOf(element)}`;
  if (kind === 2) return `map of ${formOf(value)}`;
  if (kind === 3) return `structure ${name}`;
  if (kind === 4) return 'attribute value';
  throw new Error(`a schema of an unknown form: ${JSON.stringify(schema)}`);
}

function nameOf(schema: unknown): string {
  return typeof schema === 'function' ? nameOf(schema()) : String(listOf(schema)[2]);
}

/** The SDK exports every enumeration as an object whose values equal their names. */
function readEnumerations(client: object): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(client)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const values = Object.values(value);
    if (values.length > 0 && values.every((each) => typeof each === 'string')) found.set(name, values.toSorted());
  }
  return found;
}

/** Only the SDK's types contain the enumeration of a member; `_Record` is the service's `Record`. */
function readEnumerationUses(folder: string): ReadonlyMap<string, string> {
  const uses = new Map<string, string>();
  const enumerations = readFileSync(join(folder, 'models', 'enums.d.ts'), 'utf8');
  const models = readFileSync(join(folder, 'models', 'models_0.d.ts'), 'utf8');
  new Visitor({
    TSInterfaceDeclaration({ id, body }) {
      for (const member of body.body) {
        if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier') continue;
        const type = models.slice(member.typeAnnotation?.start, member.typeAnnotation?.end).match(/^: (\w+)/)?.[1];
        if (enumerations.includes(`type ${type} =`))
          uses.set(`${id.name.replace('_', '')}.${member.key.name}`, String(type));
      }
    },
  }).visit(parseSync('models.d.ts', models).program);
  return uses;
}

function readErrors(path: string): readonly string[] {
  const names = [...readFileSync(path, 'utf8').matchAll(/@throws \{@link (\w+)\}/g)].map(([, name]) => String(name));
  return names.filter((name) => !name.endsWith('ServiceException')).toSorted();
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
