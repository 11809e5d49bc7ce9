import { compareStrings } from '../../../domain/values/order.ts';
import type { Operation } from '../operation.ts';
import { visibleTags } from '../tables/tag-change.ts';
import { checkTableArn, taggedTable } from '../tables/tagged-table.ts';

/**
 * Lists the tags of a table by key. All fit on one page, so there is never a `NextToken`; one in the request is ignored.
 *
 * Observed: the service has no second page, as its maintainers say (github.com/aws/aws-sdk/issues/583).
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html
 */
export const listTagsOfResource: Operation<'ListTagsOfResource'> = (
  account,
  { ResourceArn = '' },
  { nowMs, settings },
) => {
  // Pass 1 (control plane §2): the ARN.
  checkTableArn(account, ResourceArn, settings);
  // Pass 2 (api §1.2): the table exists.
  const tags = [...(visibleTags(taggedTable(account, ResourceArn).details, nowMs) ?? [])];
  const sorted = tags.toSorted(([left], [right]) => compareStrings(left, right));
  return { account, output: { Tags: sorted.map(([Key, Value]) => ({ Key, Value })) } };
};
