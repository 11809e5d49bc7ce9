import { type Build, exportsOf } from '../builds/build.ts';
import type { Section } from '../section.ts';
import { count, line, microseconds, times } from '../table-text.ts';
import { columns, type MeasuredBuilds } from '../targets/engine-rows.ts';
import { bareSdk } from './bare-sdk.ts';
import { calls, measureCalls } from './calls.ts';
import { type OpenSubject, type Task, tableName } from './subject.ts';
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

function ofBuild(name: string, build: Build): OpenSubject<string> {
  return (client) => {
    const { AwsDynamoDb } = exportsOf(build, 'dynamodb', 'AwsDynamoDb');
    const { entity, number, repository, string } = exportsOf(
      build,
      'dynarepo',
      'entity',
      'number',
      'repository',
      'string',
    );
    // Without key templates, which the earlier build lacks.
    const Stored = entity('Task', {
      table: tableName,
      attributes: {
        pk: string(),
        sk: string(),
        status: string().optional(),
        owner: string().optional(),
        count: number().optional(),
        text: string().optional(),
      },
      key: { partition: 'pk', sort: 'sk' },
    });
    const tasks = repository(Stored, new AwsDynamoDb({ client }));
    const keyOf = ({ team, id }: Task) => ({ pk: team, sk: id });
    return {
      library: name,
      create: ({ team, id, ...task }) => tasks.create({ ...keyOf({ team, id }), ...task }),
      get: (task) => tasks.get(keyOf(task)),
      setStatus: (task, status) => tasks.update(keyOf(task), { status }),
      setText: (task, text) => tasks.update(keyOf(task), { text }),
      putMany: () => Promise.reject(new Error('not compared')),
      getMany: () => Promise.reject(new Error('not compared')),
      query: (team) => tasks.query({ pk: team }).all(),
    };
  };
}
