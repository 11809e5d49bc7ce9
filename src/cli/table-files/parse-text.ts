import { reasonOf, UsageError } from '../usage-error.ts';

/**
 * Parses JSON, or YAML with the tags of CloudFormation.
 *
 * @param isYaml - the text is YAML even if it begins like JSON.
 * @throws UsageError - the text is neither; the message is one line and has the position.
 */
export async function parseText(text: string, isYaml: boolean): Promise<unknown> {
  if (!isYaml && /^[\s\uFEFF]*[[{]/.test(text)) return parseJson(text.replace(/^\uFEFF/, ''));
  const { parseYaml } = await import('./parse-yaml.ts'); // loaded for YAML only, because it takes a while
  try {
    return parseYaml(text);
  } catch (error) {
    throw new UsageError(`it is not YAML: ${reasonOf(error)}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`it is not JSON: ${withLine(reasonOf(error), text)}`);
  }
}

/** Returns Node's message in one line, with line and column if it has a position only. */
function withLine(message: string, text: string): string {
  const position = /at position (\d+)$/.exec(message)?.[1];
  if (position === undefined) return message.replace(/\s+/g, ' ');
  const lines = text.slice(0, Number(position)).split('\n');
  return `${message} (line ${lines.length} column ${(lines.at(-1) ?? '').length + 1})`;
}
