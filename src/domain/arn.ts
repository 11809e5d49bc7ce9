/**
 * Returns the name of the table in the ARN of a table or of one of its resources, such as an index
 * (`arn:aws:dynamodb:us-east-1:123456789012:table/orders/index/byDay`).
 *
 * @returns `undefined` if the text is not such an ARN.
 */
export function tableInArn(text: string): string | undefined {
  return /^arn:[^:/]+:dynamodb:[^:/]*:[^:/]*:table\/([^/]+)/.exec(text)?.[1];
}

/** Returns whether a text is the ARN of a table's stream, whether or not the stream exists. */
export function isStreamArn(text: string): boolean {
  return /^arn:[^:/]+:dynamodb:[^:/]*:[^:/]*:table\/[^/]+\/stream\/[^/]+$/.test(text);
}
