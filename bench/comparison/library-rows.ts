import { type Build, exportsOf } from '../builds/build.ts';
import type { Section } from '../section.ts';
import { count, line, microseconds, times } from '../table-text.ts';
import { columns, type MeasuredBuilds } from '../targets/engine-rows.ts';
import { bareSdk } from './bare-sdk.ts';
import { calls, measureCalls } from './calls.ts';
import { tasksByAttributes, tasksByTemplates } from './own-subjects.ts';
import type { OpenSubject } from './subject.ts';
import { dynamoDbToolbox, electroDb } from './subjects.ts';
import { instantiationsOf } from './type-costs.ts';

/** One of the measured calls. */
export type LibraryCall = keyof typeof calls;

/** The columns of libraries. */
export const libraryColumns = { sdk: 'bare SDK', electro: 'ElectroDB', toolbox: 'DynamoDB-Toolbox' } as const;

const callColumns = [columns.today, columns.own, ...Object.values(libraryColumns)];
const widths = [48, 22] as const;

/** Returns the title of a row. */
export function callTitle(call: LibraryCall): string {
  return `repository: ${call}`;
}

/** Returns the rows on calls of repositories through a client of the SDK, whose transport replays responses, beside libraries. */
export function callRows({ today, own }: MeasuredBuilds<Build>): Section {
  const names = Object.keys(calls) as LibraryCall[]; // the members of an object literal
  return {
    titles: names.map(callTitle),
    measure: async (chosen, { effort, report }) => {
      const builds = [...(today === undefined ? [] : [ofBuild(columns.today, today)]), ofBuild(columns.own, own)];
      const rows = await measureCalls(
        [...builds, bareSdk, electroDb, dynamoDbToolbox],
        effort,
        (call) => chosen.has(callTitle(call as LibraryCall)), // its names are those of calls
      );
      report.log(
        `\nµs of processor time per call, the client of the SDK included, with replayed responses: 20th percentile of ${effort.rounds} interleaved slices; this build beside each`,
      );
      report.log(line(['', ...callColumns], widths));
      for (const { call, ns } of rows) {
        const title = callTitle(call as LibraryCall); // as above
        report.add({ title, unit: 'ns', values: Object.fromEntries(ns) });
        const cells = callColumns.map((column) => {
          const each = ns.get(column);
          if (each === undefined) return '–';
          return column === columns.own
            ? microseconds(each)
            : `${microseconds(each)} ${times(ns.get(columns.own), each, 2)}`;
        });
        report.log(line([title, ...cells], widths));
      }
    },
  };
}

const typed = {
  [columns.own]: 'dynarepo',
  [libraryColumns.electro]: 'ElectroDB',
  [libraryColumns.toolbox]: 'DynamoDB-Toolbox',
} as const;

/** Returns the rows on type instantiations of programs with so many entities, the same on every machine. */
export function typeRows(entityCounts: readonly number[]): Section {
  const titleOf = (entities: number) =>
    `types: instantiations of ${count(entities)} ${entities === 1 ? 'entity' : 'entities'}`;
  return {
    titles: entityCounts.map(titleOf),
    measure: async (chosen, { report }) => {
      report.log('\ntype instantiations of a program with entities of ten attributes and five uses of each');
      report.log(line(['', ...Object.keys(typed)], widths));
      for (const entities of entityCounts) {
        const title = titleOf(entities);
        if (!chosen.has(title)) continue;
        const counts = Object.entries(typed).map(
          ([name, library]) => [name, instantiationsOf(library, entities)] as const,
        );
        report.add({ title, unit: 'count', values: Object.fromEntries(counts) });
        report.log(line([title, ...counts.map(([, each]) => count(each))], widths));
      }
    },
  };
}

/** Tasks in a repository of a build, by templates where it has them. */
function ofBuild(name: string, build: Build): OpenSubject<string> {
  const { AwsDynamoDb } = exportsOf(build, 'dynamodb', 'AwsDynamoDb');
  const parts = ['entity', 'number', 'repository', 'string'] as const;
  return (client) => {
    const db = new AwsDynamoDb({ client });
    return build.dynarepo.key === undefined
      ? tasksByAttributes(name, exportsOf(build, 'dynarepo', ...parts), db)
      : tasksByTemplates(name, exportsOf(build, 'dynarepo', ...parts, 'key', 'table'), db);
  };
}
