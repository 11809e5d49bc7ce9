import type { DynamoDb } from 'dynarepo';
import type { EntryPoints } from '../builds/build.ts';
import { type Subject, type Task, tableName } from './subject.ts';

type Exports<Name extends keyof EntryPoints['dynarepo']> = Pick<EntryPoints['dynarepo'], Name>;

/** Tasks as an application defines them: templates make the keys of the table and its index. */
export function tasksByTemplates<Name extends string>(
  library: Name,
  {
    entity,
    key,
    number,
    repository,
    string,
    table,
  }: Exports<'entity' | 'key' | 'number' | 'repository' | 'string' | 'table'>,
  db: DynamoDb,
): Subject<Name> {
  const Tasks = table(tableName, {
    key: { partition: 'pk', sort: 'sk' },
    indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' } },
  });
  const Stored = entity('Task', {
    table: Tasks,
    attributes: {
      team: string(),
      id: string(),
      status: string().optional(),
      owner: string().optional(),
      count: number().optional(),
      text: string().optional(),
    },
    key: { partition: key`TEAM#${'team'}`, sort: key`TASK#${'id'}` },
    indexes: { gsi1: { partition: key`${'status'}#${'owner'}`, sort: 'id' } },
  });
  const tasks = repository(Stored, db);
  return {
    library,
    create: (task) => tasks.create(task),
    get: ({ team, id }) => tasks.get({ team, id }),
    setStatus: ({ team, id }, status) => tasks.update({ team, id }, { status }),
    setText: ({ team, id }, text) => tasks.update({ team, id }, { text }),
    putMany: (many) => tasks.writeMany({ put: many }),
    getMany: async (keys) => ({ found: await tasks.getMany(keys) }),
    query: (team) => tasks.query({ team }).all(),
  };
}

/** Tasks with the same stored attributes, for a build without templates: the program makes the keys. */
export function tasksByAttributes<Name extends string>(
  library: Name,
  { entity, number, repository, string }: Exports<'entity' | 'number' | 'repository' | 'string'>,
  db: DynamoDb,
): Subject<Name> {
  const Stored = entity('Task', {
    table: tableName,
    attributes: {
      pk: string(),
      sk: string(),
      gsi1pk: string().optional(),
      gsi1sk: string().optional(),
      team: string(),
      id: string(),
      status: string().optional(),
      owner: string().optional(),
      count: number().optional(),
      text: string().optional(),
    },
    key: { partition: 'pk', sort: 'sk' },
  });
  const tasks = repository(Stored, db);
  const partitionOf = (team: string) => `TEAM#${team}`;
  const keyOf = ({ team, id }: Task) => ({ pk: partitionOf(team), sk: `TASK#${id}` });
  return {
    library,
    create: (task) =>
      tasks.create({ ...keyOf(task), gsi1pk: `${task.status}#${task.owner}`, gsi1sk: task.id, ...task }),
    get: (task) => tasks.get(keyOf(task)),
    setStatus: () => Promise.reject(new Error('not compared')),
    setText: (task, text) => tasks.update(keyOf(task), { text }),
    putMany: () => Promise.reject(new Error('not compared')),
    getMany: () => Promise.reject(new Error('not compared')),
    query: (team) => tasks.query({ pk: partitionOf(team) }).all(),
  };
}
