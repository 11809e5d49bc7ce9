import type { Operation } from '../operation.ts';
import { withChangedTags } from '../tables/tag-change.ts';
import { checkTableArn, taggedTable } from '../tables/tagged-table.ts';
import { parseTagKeys, withoutTags } from '../tables/tags.ts';
import { tagErrors } from '../wording/table-errors.ts';

/**
 * Removes tags from a table; a key that the table does not have is ignored.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html
 */
export const untagResource: Operation<'UntagResource'> = (account, { ResourceArn = '', TagKeys = [] }, environment) => {
  // Pass 1 (control plane §2): the ARN. Inferred: that it comes before the keys, and these before the table.
  checkTableArn(account, ResourceArn, environment.settings);
  // Pass 2 (control plane §2, api §1.2): the keys.
  if (TagKeys.length === 0) throw tagErrors.noTagKeys();
  const keys = parseTagKeys(TagKeys);
  // Pass 3 (api §1.2): the table exists.
  const table = taggedTable(account, ResourceArn);
  // Pass 4 (control plane §1): no other change of tags is in progress.
  return {
    account: withChangedTags(account, table, { tags: withoutTags(table.details.tags, keys), environment }),
    output: {},
  };
};
