import { inspect } from 'node:util';

/** Formats a thrown value of any type: message, uvu's difference, stack and causes. Never throws. */
export function formatThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `thrown value that is not an Error: ${safely(() => inspect(thrown))}`;
  return safely(() => formatError(thrown, 0));
}

const deepestCause = 5;
const machinery =
  /\(node:|at (async )?node:|node_modules\/(uvu|tsx)\/|test\/support\/(suite|guard|run-alone|run-file)\.ts/;

function formatError(error: Error, depth: number): string {
  const parts = [`${error.name}: ${error.message}`];
  const details: unknown = Reflect.get(error, 'details');
  if (typeof details === 'string' && details !== '') parts.push(details.trimEnd());
  parts.push(...stackLines(error));
  if (error instanceof AggregateError) {
    for (const inner of error.errors)
      parts.push(`one of: ${inner instanceof Error ? formatError(inner, depth + 1) : inspect(inner)}`);
  }
  if (error.cause !== undefined && depth < deepestCause) {
    parts.push(
      `caused by ${error.cause instanceof Error ? formatError(error.cause, depth + 1) : inspect(error.cause)}`,
    );
  }
  return parts.join('\n');
}

function stackLines(error: Error): string[] {
  const stack = typeof error.stack === 'string' ? error.stack : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !machinery.test(line))
    .map((line) => `    ${line.trim()}`);
}

function safely(render: () => string): string {
  try {
    return render();
  } catch (error) {
    return `thrown value that cannot be printed (printing failed with ${String(Reflect.get(Object(error), 'message'))})`;
  }
}
