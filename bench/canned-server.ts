// A server whose responses are made once, so that a client's processor time can be measured; `bench/direct.ts` starts it.
import { createServer } from 'node:http';
import { crc32 } from 'node:zlib';
import { makeItem, partitionItems } from './items.ts';

const Items = Array.from({ length: partitionItems }, (_, index) => makeItem(index));
const outputs: Readonly<Record<string, object>> = {
  GetItem: { Item: Items[0] },
  PutItem: {},
  UpdateItem: { Attributes: Items[0] },
  Query: { Count: Items.length, Items, ScannedCount: Items.length },
};
const responses = new Map(
  Object.entries(outputs).map(([operation, output]) => {
    const body = Buffer.from(JSON.stringify(output));
    return [`DynamoDB_20120810.${operation}`, { body, checksum: crc32(body) }];
  }),
);

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const { body = Buffer.alloc(0), checksum = 0 } = responses.get(String(request.headers['x-amz-target'])) ?? {};
    response.writeHead(200, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': body.length,
      'x-amzn-requestid': 'A'.repeat(52),
      'x-amz-crc32': checksum,
    });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.(Reflect.get(Object(server.address()), 'port')));
