import { lambdaHandler } from 'dynarepo/streams';
import type { Container } from 'inversify';
import { OrderMails } from './application/order-mails.ts';
import { Order } from './domain/order.ts';

/**
 * Creates the AWS Lambda function on the stream of the shop's table: it sends the mails of orders that were placed or sent. A
 * mail that fails is tried again, with all changes after it; those before it are not.
 */
export function createStreamHandler(container: Container) {
  const mails = container.get(OrderMails);
  return lambdaHandler([Order], async (change) => {
    if (change.kind === 'insert') await mails.send(change.new);
    else if (change.kind === 'modify' && change.old.status !== change.new.status) await mails.send(change.new);
  });
}
