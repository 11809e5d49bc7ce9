import { createTableInput, DynarepoError, type Table, table } from 'dynarepo';
import { logicalId, toCdkProps, toCloudFormation, toTerraform } from 'dynarepo/templates';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { parseTemplate } from '../../src/cli/table-files/cloudformation-template.ts';
import { suite } from '../support/suite.ts';

const test = suite('templates of any tables');

const names = fc.stringMatching(/^[a-zA-Z0-9_.-]{3,20}$/);
const attributeNames = fc.constantFrom(
  'id',
  'a b',
  '__proto__',
  'constructor',
  '${Ref}',
  '%{x}',
  '日本',
  'KeySchema',
  '//',
);
const keys = fc.record({ partition: attributeNames, sort: fc.option(attributeNames, { nil: undefined }) });
const indexes = fc.record({
  partition: fc.uniqueArray(attributeNames, { minLength: 1, maxLength: 4 }),
  projection: fc.oneof(
    fc.constantFrom('ALL' as const, 'KEYS_ONLY' as const),
    fc.uniqueArray(attributeNames, { minLength: 1 }),
  ),
});
const settings = fc.record({
  billing: fc.option(fc.record({ read: fc.integer({ min: 1, max: 9 }), write: fc.integer({ min: 1, max: 9 }) }), {
    nil: undefined,
  }),
  timeToLive: fc.option(attributeNames, { nil: undefined }),
  stream: fc.constantFrom(undefined, 'KEYS_ONLY' as const, 'NEW_AND_OLD_IMAGES' as const),
  tags: fc.dictionary(fc.string({ minLength: 1 }), fc.string()),
  tableClass: fc.constantFrom(undefined, 'STANDARD' as const),
  deletionProtection: fc.constantFrom(undefined, true, false),
});
const tables = fc
  .tuple(names, keys, fc.uniqueArray(fc.tuple(names, indexes), { maxLength: 3, selector: ([name]) => name }), settings)
  .map(([name, key, each, others]): Table | undefined => {
    try {
      return table(name, { key, indexes: Object.fromEntries(each), ...others });
    } catch (error) {
      if (error instanceof DynarepoError) return undefined;
      throw error;
    }
  })
  .filter((made) => made !== undefined);

test('a template reads back as the CreateTable input and the time to live of its table', () => {
  fc.assert(
    fc.property(tables, (source) => {
      const template: unknown = JSON.parse(JSON.stringify(toCloudFormation(source)));
      const [parsed] = parseTemplate(Object(template), { region: 'eu-west-1', parameters: new Map() }).tables;
      assert.is(JSON.stringify(sorted(parsed?.input)), JSON.stringify(sorted(createTableInput(source))));
      const timeToLive = parsed?.settings.find(({ name }) => name === 'TimeToLiveSpecification')?.request?.input;
      assert.is(Reflect.get(Object(timeToLive?.TimeToLiveSpecification), 'AttributeName'), source.timeToLive);
      assert.is(Object.keys(toCdkProps(source)).length, Object.keys(firstResource(source)).length);
    }),
  );
});

test('a template of tables has each once, under names that its format allows', () => {
  fc.assert(
    fc.property(fc.uniqueArray(names, { minLength: 1, maxLength: 5 }), (all) => {
      const made = all.map((name) => table(name, { key: { partition: 'id' } }));
      if (new Set(all.map(logicalId)).size === all.length) {
        const ids = Object.keys(toCloudFormation([...made, ...made]).Resources);
        assert.is(ids.length, all.length);
        assert.ok(ids.every((id) => /^[A-Za-z0-9]+$/.test(id)));
      } else {
        assert.throws(() => toCloudFormation(made), /the same logical id/);
      }
      const resourceName = (name: string) => `t${all.indexOf(name)}`;
      assert.is(Object.keys(toTerraform(made, { resourceName }).resource.aws_dynamodb_table).length, all.length);
    }),
  );
});

test.run();

function firstResource(source: Table): object {
  const [resource] = Object.values(toCloudFormation(source).Resources);
  return resource?.Properties ?? {};
}

/** Returns an object with its members in order of their names. */
function sorted(value: object | undefined): object {
  return Object.fromEntries(Object.entries(value ?? {}).sort(([one], [other]) => (one < other ? -1 : 1)));
}
