// Generates the API reference from the comments in the sources: `npm run check:reference`. A warning, such as a public symbol without
// a comment or a link that leads nowhere, is a failure.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Comment, LogLevel, ReflectionKind } from 'typedoc';

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, '..', '..');
const output = join(root, '.cache', 'reference');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entryPoints = Object.entries(manifest.exports).flatMap(([path, { types }]) => {
  if (types === undefined) return [];
  const source = types.replace('./dist/', 'src/').replace('.d.ts', '.ts');
  return [{ name: `dynarepo${path.slice(1)}`, source, module: source.replace(/(\/index)?\.ts$/, '') }];
});

const app = await Application.bootstrap({
  name: `dynarepo ${manifest.version}`,
  entryPoints: entryPoints.map(({ source }) => join(root, source)),
  tsconfig: join(folder, 'tsconfig.json'),
  basePath: root,
  readme: 'none',
  disableSources: true,
  excludeExternals: true,
  excludeInternal: true,
  excludePrivate: true,
  sort: ['source-order'],
  // The check of comments is below. What a public type refers to without being exported is a detail of the types of entities.
  validation: { notDocumented: false, invalidLink: true, invalidPath: true, notExported: false },
  logLevel: LogLevel.Warn,
});
const project = await app.convert();
if (project === undefined) process.exit(1);

for (const reflection of project.children ?? []) {
  reflection.name = entryPoints.find(({ module }) => module === reflection.name)?.name ?? reflection.name;
}
describeKinds(project.getReflectionsByKind(ReflectionKind.Interface));
for (const symbol of undocumented()) app.logger.warn(`${symbol.getFullName()} has no comment`);
app.validate(project);
await app.generateDocs(project, output);

const pages = project.getReflectionsByKind(ReflectionKind.All).length;
const failures = app.logger.warningCount + app.logger.errorCount;
console.log(`${entryPoints.length} entry points, ${pages} symbols: ${output}`);
console.log(`${failures === 0 ? 1 : 0} passed, ${failures} failed, 0 skipped`);
process.exitCode = failures === 0 ? 0 : 1;

/** Gives the members of each kind of attribute the comments of `Kind`, which the kinds do not extend, so that the compiler stays fast. */
function describeKinds(interfaces) {
  const general = interfaces.find(({ name }) => name === 'Kind');
  for (const kind of interfaces.filter(({ name }) => name.endsWith('Kind'))) {
    for (const member of kind.children ?? []) {
      const summary = general?.getChildByName(member.name)?.comment?.summary;
      if (summary !== undefined) member.comment ??= new Comment(Comment.cloneDisplayParts(summary));
    }
  }
}

/** The public symbols without a comment. The members of an object type that is written in place are described by the symbol that has it. */
function undocumented() {
  const { CallSignature, Class, GetSignature, Interface, Property, TypeAlias, Variable } = ReflectionKind;
  const kinds = CallSignature | Class | GetSignature | Interface | Property | TypeAlias | Variable;
  return project.getReflectionsByKind(kinds).filter((symbol) => !symbol.hasComment() && !isWithinLiteral(symbol));
}

function isWithinLiteral({ parent }) {
  if (parent === undefined) return false;
  return parent.kindOf(ReflectionKind.TypeLiteral) || parent.name === 'Operations' || isWithinLiteral(parent);
}
