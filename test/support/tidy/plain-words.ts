import type { SourceFile } from './source-file.ts';

/** Words that code, comments and messages avoid, each with its replacements. */
const avoided: readonly (readonly [RegExp, string])[] = [
  [/\b(?:told|tells?)\b/i, 'report, return, state'],
  [/refus(?:e|al|ing)/i, 'reject, rejection, validation error'],
  [/\bwho(?:m)?ever\b|\bfor whom\b/i, 'the caller, the client'],
  [/\bhand(?:s|ed|ing)? (?:it |them |one )?out\b|\bhandOut\b/i, 'copy out, share, return'],
  [/\bunless (?:told|said|given)\b/i, '"Default: …"'],
  [/\bcarr(?:y|ies|ied|ying) out\b|\bcarryOut\b/i, 'execute'],
  [/\blend(?:s|ing|ings)?\b|\blent\b/i, 'share'],
  [/\bdoors?\b/i, 'entry point, transport, endpoint'],
  [/\bdemands?\b/i, 'write condition, require'],
];

/** Finds lines of source files with words that are hard to understand at first reading. */
export function unplainWords(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        avoided
          .filter(([pattern]) => pattern.test(withoutTerms(line)))
          .map(([, better]) => `${path}:${index + 1}: ${line.trim()} (write: ${better})`),
      ),
  );
}

/** Removes terms of the service and of the system that contain an avoided word. */
function withoutTerms(line: string): string {
  return line.replaceAll(/on-?demand|ECONNREFUSED/gi, '');
}
