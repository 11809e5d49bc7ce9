import { toCdkProps, toCloudFormation } from 'dynarepo/templates';
import * as assert from 'uvu/assert';
import { badInput } from '../repositories/open-repository.ts';
import { suite } from '../support/suite.ts';
import { App, Complete, Customer, Session } from './definitions.ts';

const test = suite('toCdkProps');

test('returns the properties of a table in camel case', () => {
  assert.equal(toCdkProps(Session), {
    tableName: 'sessions',
    attributeDefinitions: [
      { attributeName: 'session-id', attributeType: 'B' },
      { attributeName: 'user', attributeType: 'S' },
      { attributeName: 'startedAt', attributeType: 'S' },
    ],
    keySchema: [{ attributeName: 'session-id', keyType: 'HASH' }],
    globalSecondaryIndexes: [
      {
        indexName: 'by-user',
        keySchema: [
          { attributeName: 'user', keyType: 'HASH' },
          { attributeName: 'startedAt', keyType: 'RANGE' },
        ],
        projection: { projectionType: 'KEYS_ONLY' },
      },
    ],
    billingMode: 'PAY_PER_REQUEST',
    timeToLiveSpecification: { attributeName: 'expires_at', enabled: true },
  });
});

test('returns every setting of a table', () => {
  const { Properties = {} } = toCloudFormation(Complete).Resources.CompleteTable ?? {};
  const names = Object.keys(Properties).map((name) => name.charAt(0).toLowerCase() + name.slice(1));
  const props = toCdkProps(Complete);
  assert.equal(Object.keys(props).sort(), names.sort());
  assert.equal(props.tags, [
    { key: 'team', value: 'sales' },
    { key: 'cost-center', value: 'a/b 7' },
  ]);
  assert.equal(props.streamSpecification, { streamViewType: 'NEW_AND_OLD_IMAGES' });
  assert.equal(props.localSecondaryIndexes?.[0]?.projection, { projectionType: 'INCLUDE', nonKeyAttributes: ['note'] });
});

test('an entity stands for its table', () => {
  assert.equal(toCdkProps(Customer), toCdkProps(App));
});

test('rejects what is neither table nor entity', async () => {
  for (const source of [undefined, null, 'app', {}, [App], []]) {
    const message = await badInput(() => Reflect.apply(toCdkProps, undefined, [source]));
    assert.match(message, 'toCdkProps needs a table or an entity, but got');
  }
});

test.run();
