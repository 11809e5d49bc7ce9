/**
 * Returns the name of the table in an ARN: of the table itself, or of something that belongs to it, such as an index
 * (`arn:aws:dynamodb:us-east-1:123456789012:table/orders/index/byDay`).
 *
 * @returns `undefined` for any other text.
 */
export function tableInArn(text: string): string | undefined {
  return /^arn:[^:/]+:dynamodb:[^:/]*:[^:/]*:table\/([^/]+)/.exec(text)?.[1];
}
