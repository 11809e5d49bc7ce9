/** DynamoDB's HTTP protocol for any implementation of the port: `dynarepo/http`. */
export type { AdminOptions } from './admin.ts';
export type { Admin, AdminShard, AdminToken } from './admin-actions.ts';
export type { Caller } from './authorization.ts';
export type { Headers, HttpRequest, HttpResponse } from './message.ts';
export {
  fakeCredentials,
  requestHandler,
  type SdkRequest,
  type SdkRequestHandler,
  type SdkResponse,
} from './request-handler.ts';
export { createServer, type DynamoDbServer } from './server.ts';
export type { ServedRequest, ServerOptions } from './server-options.ts';
export { type Wire, wire } from './wire.ts';
export type { Databases, WireOptions } from './wire-options.ts';
