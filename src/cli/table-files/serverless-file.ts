import { isRecord } from '../../domain/is-record.ts';
import { UsageError } from '../usage-error.ts';
import { ServerlessVariables } from './serverless-variables.ts';
import { type Properties, propertiesOf, Unresolved } from './unresolved.ts';

/** Whether a file is a configuration of the Serverless Framework with resources: `serverless.yml`. */
export function isServerlessFile(file: unknown): file is Properties {
  return isRecord(file) && file.resources !== undefined && ('service' in file || 'provider' in file);
}

/**
 * Returns the template in a `serverless.yml`: its resources, or those of a list, whose variables are resolved as far as
 * that is possible locally.
 *
 * @throws UsageError - the resources are a variable that cannot be resolved, such as another file.
 */
export function templateIn(file: Properties, region: string): Properties {
  const resources = new ServerlessVariables(file, region).resolve(file.resources);
  const parts = [resources].flat();
  const unresolved = parts.find((part) => part instanceof Unresolved);
  if (unresolved !== undefined) throw new UsageError(`resources: ${unresolved.source} cannot be resolved locally`);
  const sections = ['Conditions', 'Mappings', 'Parameters', 'Resources'] as const;
  return Object.fromEntries(sections.map((name) => [name, joined(parts, name)]));
}

/** Joins a section of several templates. */
function joined(parts: readonly unknown[], name: string): Properties {
  const entries = parts.flatMap((part) => {
    const section = propertiesOf(part)[name];
    if (section instanceof Unresolved) {
      throw new UsageError(`resources.${name}: ${section.source} cannot be resolved locally`);
    }
    return Object.entries(propertiesOf(section));
  });
  return Object.fromEntries(entries);
}
