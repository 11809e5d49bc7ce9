import { DynamoDB } from '@aws-sdk/client-dynamodb';
import dynamoose from 'dynamoose';
import * as assert from 'uvu/assert';
import type { Program } from './program.ts';

/** Dynamoose: models, which make their own table. */
export const dynamooseModels: Program = async ({ config }) => {
  const { region, credentials, requestHandler, endpoint } = config;
  const client = new DynamoDB({ region, credentials, requestHandler, ...(endpoint === undefined ? {} : { endpoint }) });
  dynamoose.aws.ddb.set(client);
  const { Dog, table } = models();
  await table.initialize();
  await oneItem(Dog);
  await manyItems(Dog);
};

function models() {
  const schema = new dynamoose.Schema(
    {
      owner: { type: String, hashKey: true },
      name: { type: String, rangeKey: true },
      breed: { type: String, index: { name: 'byBreed', type: 'global' } },
      age: Number,
      born: Date,
      tricks: { type: Set, schema: [String] },
      vet: { type: Object, schema: { city: String } },
    },
    { saveUnknown: false },
  );
  const Dog = dynamoose.model('Dog', schema);
  const table = new dynamoose.Table('dogs', [Dog], {
    initialize: false,
    waitForActive: { enabled: true, check: { frequency: 1 } },
  });
  return { Dog, table };
}

type DogModel = ReturnType<typeof models>['Dog'];

async function oneItem(Dog: DogModel): Promise<void> {
  const born = new Date(1_600_000_000_000);
  await Dog.create({
    owner: 'jane',
    name: 'rex',
    breed: 'pug',
    age: 3,
    born,
    tricks: new Set(['sit']),
    vet: { city: 'Bern' },
  });
  const twice: unknown = await Dog.create({ owner: 'jane', name: 'rex' }).catch((error: unknown) => error);
  assert.match(String(twice), 'The conditional request failed');
  const rex = await Dog.get({ owner: 'jane', name: 'rex' });
  assert.equal([rex?.age, rex?.born, rex?.tricks, rex?.vet], [3, born, new Set(['sit']), { city: 'Bern' }]);
  const older = await Dog.update({ owner: 'jane', name: 'rex' }, { $ADD: { age: 1 }, $SET: { breed: 'beagle' } });
  assert.equal([older.age, older.breed], [4, 'beagle']);
  await Dog.delete({ owner: 'jane', name: 'rex' });
}

async function manyItems(Dog: DogModel): Promise<void> {
  const pack = Array.from({ length: 20 }, (_, index) => ({
    owner: 'john',
    name: `dog-${String(index).padStart(2, '0')}`,
    breed: 'pug',
    age: index,
  }));
  assert.equal((await Dog.batchPut(pack)).unprocessedItems, []);
  const young = await Dog.query('owner').eq('john').where('name').beginsWith('dog-').filter('age').lt(10).exec();
  assert.is(young.length, 10);
  const first = await Dog.query('owner').eq('john').limit(15).exec();
  const rest = await Dog.query('owner')
    .eq('john')
    .limit(15)
    .startAt(first.lastKey ?? {})
    .exec();
  assert.equal([first.length, rest.length], [15, 5]);
  assert.is((await Dog.query('breed').eq('pug').using('byBreed').exec()).length, 20);
  assert.is((await Dog.batchGet(pack.slice(0, 4).map(({ owner, name }) => ({ owner, name })))).length, 4);
  assert.is((await Dog.scan().count().exec()).count, 20);
}
