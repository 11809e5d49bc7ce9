import { type CollectionTag, Pair, parseDocument, Scalar, type ScalarTag, YAMLMap } from 'yaml';

/** The short forms of CloudFormation's functions, such as `!Ref`, with their long names. */
const functionNames: Readonly<Record<string, string>> = {
  '!Ref': 'Ref',
  '!Condition': 'Condition',
  ...Object.fromEntries(
    [
      'And',
      'Base64',
      'Cidr',
      'Equals',
      'FindInMap',
      'GetAtt',
      'GetAZs',
      'If',
      'ImportValue',
      'Join',
      'Length',
      'Not',
      'Or',
      'Select',
      'Split',
      'Sub',
      'ToJsonString',
      'Transform',
    ].map((name) => [`!${name}`, `Fn::${name}`]),
  ),
};

const customTags = Object.entries(functionNames).flatMap(([tag, name]): (ScalarTag | CollectionTag)[] => [
  { tag, resolve: (text) => ({ [name]: tag === '!GetAtt' ? attributeIn(text) : text }) },
  ...(['seq', 'map'] as const).map(
    (collection): CollectionTag => ({
      tag,
      collection,
      resolve: (value) => {
        const map = new YAMLMap();
        map.items.push(new Pair(new Scalar(name), value));
        return map;
      },
    }),
  ),
]);

/** `!GetAtt Table.Arn` has its arguments in one text. */
function attributeIn(text: string): string | string[] {
  const dot = text.indexOf('.');
  return dot < 0 ? text : [text.slice(0, dot), text.slice(dot + 1)];
}

/**
 * Parses YAML with the tags of CloudFormation, which become the long forms of its functions.
 *
 * @throws Error - the text is not YAML, or has an unknown tag; the message is one line and has the position.
 */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { customTags, merge: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem === undefined) return document.toJS();
  const [firstLine = ''] = problem.message.split('\n', 1);
  throw new Error(firstLine.replace(/:$/, ''));
}
