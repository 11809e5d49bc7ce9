import type { StepInput } from './step.ts';

/** Returns the request that would create a table as it is after an update of its indexes. */
export function updatedRequest(
  request: StepInput,
  { GlobalSecondaryIndexUpdates, AttributeDefinitions }: StepInput,
): StepInput {
  let indexes = listOf(request.GlobalSecondaryIndexes);
  for (const { Create, Delete } of listOf(GlobalSecondaryIndexUpdates).map(Object)) {
    if (Create !== undefined) indexes = [...indexes, Create];
    if (Delete !== undefined) indexes = indexes.filter((index) => Object(index).IndexName !== Delete.IndexName);
  }
  const definitions = [...listOf(request.AttributeDefinitions), ...listOf(AttributeDefinitions)];
  return { ...request, GlobalSecondaryIndexes: indexes, AttributeDefinitions: definitions };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
