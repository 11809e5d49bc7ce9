import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection, type Rejection } from './expect.ts';
import { type InvalidTags, invalidKey, invalidTags, type Tags, tag } from './invalid-tags.ts';
import { untyped } from './rejection-test.ts';
import { hashTable } from './table-shapes.ts';

const invalid = 'One or more parameter values were invalid: ';
const missing = (member: string) =>
  `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`;
const tooMany = 'Number of Tags exceed the current limit for the provided ResourceArn';
const tags = (count: number): Tags => Array.from({ length: count }, (_, index) => tag(`key-${index}`));

type TestName = Required<Pick<ConformanceTest, 'name' | 'source'>>;

/** An ARN made from that of a table, and how all three operations reject it; with the section that says so. */
interface RejectedArn {
  readonly name: string;
  readonly section: 'api §1.2' | 'behaviour §22' | 'control plane §2' | 'inferred';
  readonly arn: (ofTable: string) => string;
  readonly rejection: (arn: string) => Rejection;
}

const otherResource = (arn: string): Rejection => ({
  message: `${invalid}Provided Arn is not a DynamoDB resource arn: ${arn}`,
});
const otherRegion = (arn: string): Rejection => ({
  message: `Invalid TableArn: Invalid ResourceArn provided as input ${arn}`,
});
const notFound = (arn: string): Rejection => ({
  error: 'ResourceNotFoundException',
  message: `Requested resource not found: ResourceArn: ${arn} not found`,
});

const rejectedArns: readonly RejectedArn[] = [
  {
    name: 'the name of a table',
    section: 'control plane §2',
    arn: (ofTable) => ofTable.slice(ofTable.lastIndexOf('/') + 1),
    rejection: (arn) => ({ message: `${invalid}ARNs must start with 'arn:': ${arn}` }),
  },
  {
    name: 'an ARN of another service',
    section: 'control plane §2',
    arn: () => 'arn:aws:s3:::films',
    rejection: otherResource,
  },
  {
    name: 'the ARN of a backup',
    section: 'control plane §2',
    arn: (ofTable) => `${ofTable}/backup/01489173575360-b308cd7d`,
    rejection: otherResource,
  },
  {
    name: 'the ARN of an index',
    section: 'api §1.2',
    arn: (ofTable) => `${ofTable}/index/byYear`,
    rejection: (arn) => ({
      message: `${invalid}Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}`,
    }),
  },
  {
    name: 'the ARN of a stream',
    section: 'inferred',
    arn: (ofTable) => `${ofTable}/stream/2026-01-01T00:00:00.000`,
    rejection: otherRegion,
  },
  {
    name: 'an ARN of another Region',
    section: 'control plane §2',
    arn: (ofTable) => ofTable.replace(/^(arn:[^:]*:dynamodb:)[^:]*/, '$1ap-south-2'),
    rejection: otherRegion,
  },
  {
    name: 'an ARN of another account',
    section: 'behaviour §22',
    arn: (ofTable) => ofTable.replace(/:\d{12}:/, ':999999999999:'),
    rejection: () => ({ error: 'AccessDeniedException', message: 'Access is denied' }),
  },
  {
    name: 'the ARN of an unknown table',
    section: 'api §1.2',
    arn: (ofTable) => `${ofTable}-unknown`,
    rejection: notFound,
  },
];

/** TagResource, UntagResource and ListTagsOfResource (control plane §2, api §1.2, behaviour §22). */
export const tagsSuite: ConformanceSuite = {
  name: 'tags',
  tests: [
    ...rejectedArns.flatMap(rejectsArn),
    ...invalidTags.map(rejectsTags),
    {
      name: 'lists the tags that a table was created with, and none of a table without',
      source: 'api §1',
      async run({ db, ownTable }) {
        const tagged = await arnOf(db, await ownTable({ ...hashTable, Tags: [tag('b', '2'), tag('a', '1')] }));
        await expectTags(db, tagged, { a: '1', b: '2' });
        await expectTags(db, await arnOf(db, await ownTable(hashTable)), {});
      },
    },
    onTable(
      { name: 'adds tags, and replaces those with the same key', source: 'api §1' },
      [tag('a', 'old')],
      async (context, arn) => {
        const { db } = context;
        const output = await db.execute('TagResource', { ResourceArn: arn, Tags: [tag('b', '2'), tag('a', 'new')] });
        expectEqual({ ...output, requestId: undefined }, {});
        await settledTags(context, arn, { a: 'new', b: '2' });
      },
    ),
    onTable(
      { name: 'removes tags, and ignores keys that the table lacks', source: 'api §1' },
      [tag('a'), tag('b')],
      async (context, arn) => {
        const { db } = context;
        const output = await db.execute('UntagResource', { ResourceArn: arn, TagKeys: ['a', 'absent'] });
        expectEqual({ ...output, requestId: undefined }, {});
        await settledTags(context, arn, { b: 'x' });
        await db.execute('UntagResource', { ResourceArn: arn, TagKeys: ['absent'] });
        await settledTags(context, arn, { b: 'x' });
      },
    ),
    onTable({ name: 'distinguishes keys by case', source: 'api §1.1' }, [], async (context, arn) => {
      await context.db.execute('TagResource', { ResourceArn: arn, Tags: [tag('team', '1'), tag('Team', '2')] });
      await settledTags(context, arn, { Team: '2', team: '1' });
    }),
    onTable(
      { name: 'accepts keys of 128 and values of 256 characters of any script', source: 'api §1.1' },
      [],
      async (context, arn) => {
        const added = [
          tag('k'.repeat(128), 'v'.repeat(256)),
          tag('ключ 表\u00a0\u3000', 'a+b-c=d.e_f:g/h@i'),
          tag('empty', ''),
        ];
        await context.db.execute('TagResource', { ResourceArn: arn, Tags: added });
        await settledTags(context, arn, Object.fromEntries(added.map(({ Key, Value }) => [Key, Value])));
      },
    ),
    onTable(
      { name: 'rejects more than 50 tags after the change, and counts replaced ones once', source: 'control plane §2' },
      tags(49),
      async (context, arn) => {
        const { db } = context;
        const Tags = [tag('key-0', 'new'), tag('another'), tag('one more')];
        await expectRejection(db.execute('TagResource', { ResourceArn: arn, Tags }), { message: tooMany });
        await db.execute('TagResource', { ResourceArn: arn, Tags: Tags.slice(0, 2) });
        const left = Object.fromEntries([...tags(49), ...Tags.slice(0, 2)].map(({ Key = '', Value }) => [Key, Value]));
        await settledTags(context, arn, left);
      },
    ),
    onTable({ name: 'lists 50 tags without a second page', source: 'api §1' }, tags(50), async ({ db }, arn) => {
      const { Tags, NextToken } = await db.execute('ListTagsOfResource', { ResourceArn: arn });
      expectEqual([Tags?.length, NextToken], [50, undefined]);
    }),
    ...[
      rejects(
        { name: 'an empty list of tags', source: 'api §1.2' },
        (ResourceArn, db) => db.execute('TagResource', { ResourceArn, Tags: [] }),
        'Atleast one Tag needs to be provided as Input.',
      ),
      rejects(
        { name: 'an empty list of keys', source: 'api §1.2' },
        (ResourceArn, db) => db.execute('UntagResource', { ResourceArn, TagKeys: [] }),
        'Atleast one Tag Key needs to be provided as Input.',
      ),
      rejects(
        { name: '51 keys to remove', source: 'control plane §2' },
        (ResourceArn, db) =>
          db.execute('UntagResource', { ResourceArn, TagKeys: tags(51).map(({ Key }) => Key ?? '') }),
        tooMany,
      ),
      rejects(
        { name: 'an empty key to remove', source: 'control plane §2' },
        (ResourceArn, db) => db.execute('UntagResource', { ResourceArn, TagKeys: [''] }),
        invalidKey(''),
      ),
      rejects(
        { name: 'a key of 129 characters to remove', source: 'control plane §2' },
        (ResourceArn, db) => db.execute('UntagResource', { ResourceArn, TagKeys: ['k'.repeat(129)] }),
        invalidKey('k'.repeat(129)),
      ),
      rejects(
        { name: 'a request without tags', source: 'api §1' },
        (ResourceArn, db) => db.execute('TagResource', untyped({ ResourceArn })),
        missing('tags'),
      ),
      rejects(
        { name: 'a request without keys', source: 'api §1' },
        (ResourceArn, db) => db.execute('UntagResource', untyped({ ResourceArn })),
        missing('tagKeys'),
      ),
      rejects(
        { name: 'a request without an ARN', source: 'api §1' },
        (_, db) => db.execute('ListTagsOfResource', untyped({})),
        missing('resourceArn'),
      ),
    ],
  ],
};

function rejectsArn({ name, section, arn, rejection }: RejectedArn): ConformanceTest[] {
  const requests = {
    TagResource: (db: DynamoDb, ResourceArn: string) => db.execute('TagResource', { ResourceArn, Tags: [tag('a')] }),
    UntagResource: (db: DynamoDb, ResourceArn: string) => db.execute('UntagResource', { ResourceArn, TagKeys: ['a'] }),
    ListTagsOfResource: (db: DynamoDb, ResourceArn: string) => db.execute('ListTagsOfResource', { ResourceArn }),
  };
  return Object.entries(requests).map(([operation, request]) => ({
    name: `${operation} rejects ${name}`,
    source: section === 'inferred' ? undefined : section,
    async run({ db, table }) {
      const ofTable = arn(await arnOf(db, await table(hashTable)));
      await expectRejection(request(db, ofTable), rejection(ofTable));
    },
  }));
}

function rejectsTags([name, Tags, message]: InvalidTags): ConformanceTest {
  return onTable(
    { name: `TagResource rejects tags with ${name}, and applies none`, source: 'control plane §2' },
    [],
    async ({ db }, arn) => {
      await expectRejection(db.execute('TagResource', { ResourceArn: arn, Tags }), { message });
      await expectTags(db, arn, {});
    },
  );
}

function rejects(
  { name, source }: TestName,
  request: (arn: string, db: DynamoDb) => Promise<unknown>,
  message: string,
): ConformanceTest {
  return {
    name: `rejects ${name}`,
    source,
    async run({ db, table }) {
      await expectRejection(request(await arnOf(db, await table(hashTable)), db), { message });
    },
  };
}

/** Creates a test with a table of its own, which has these tags. */
function onTable(
  about: TestName,
  Tags: Tags,
  run: (context: ConformanceContext, arn: string) => Promise<void>,
): ConformanceTest {
  return {
    ...about,
    async run(context) {
      const TableName = await context.ownTable(Tags.length === 0 ? hashTable : { ...hashTable, Tags });
      await run(context, await arnOf(context.db, TableName));
    },
  };
}

function settledTags({ db, settled }: ConformanceContext, arn: string, expected: Readonly<Record<string, unknown>>) {
  return settled(() => expectTags(db, arn, expected));
}

async function expectTags(db: DynamoDb, arn: string, expected: Readonly<Record<string, unknown>>): Promise<void> {
  const { Tags = [] } = await db.execute('ListTagsOfResource', { ResourceArn: arn });
  expectEqual(Object.fromEntries(Tags.map(({ Key = '', Value }) => [Key, Value])), expected, 'the tags');
}

async function arnOf(db: DynamoDb, TableName: string): Promise<string> {
  const { Table } = await db.execute('DescribeTable', { TableName });
  return Table?.TableArn ?? '';
}
