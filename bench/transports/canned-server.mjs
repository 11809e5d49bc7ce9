// node:http with one canned response, which is that of a GetItem: the least that a server on node:http does for a request.
// Its arguments are the port and the body of the response.
import { createServer } from 'node:http';

const [, , port, body = '{}'] = process.argv;
const bytes = Buffer.from(body);
const headers = {
  'content-type': 'application/x-amz-json-1.0',
  'content-length': bytes.length,
  'x-amz-crc32': '2745614147',
  'x-amzn-requestid': 'A'.repeat(52),
};

createServer((request, response) => {
  request.on('end', () => response.writeHead(200, headers).end(bytes));
  request.resume();
}).listen(Number(port), '127.0.0.1');
