import type { Operation } from '../operation.ts';
import { withChangedTags } from '../tables/tag-change.ts';
import { checkTableArn, taggedTable } from '../tables/tagged-table.ts';
import { parseTags, withTags } from '../tables/tags.ts';
import { tagErrors } from '../wording/table-errors.ts';

/**
 * Adds tags to a table; a tag replaces the one with the same key.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html
 */
export const tagResource: Operation<'TagResource'> = (account, { ResourceArn = '', Tags = [] }, environment) => {
  // Pass 1 (control plane §2): the ARN. Inferred: that it comes before the tags, and these before the table.
  checkTableArn(account, ResourceArn, environment.settings);
  // Pass 2 (control plane §2, api §1.2): the tags, each by itself.
  if (Tags.length === 0) throw tagErrors.noTags();
  const added = parseTags(Tags);
  // Pass 3 (api §1.2): the table exists.
  const table = taggedTable(account, ResourceArn);
  // Pass 4 (control plane §2): the number of tags after the change; no other change of tags is in progress.
  return {
    account: withChangedTags(account, table, { tags: withTags(table.details.tags, added), environment }),
    output: {},
  };
};
