import { isTemplate, parseTemplate } from './cloudformation-template.ts';
import { parseEntries } from './create-table-inputs.ts';
import { isServerlessFile, templateIn } from './serverless-file.ts';
import type { TableFile } from './table-in-file.ts';
import type { TemplateContext } from './template.ts';
import { isWorkbenchModel, parseWorkbenchModel } from './workbench-model.ts';

/**
 * Returns the tables of a parsed file in any of the formats of this folder.
 *
 * @throws UsageError - the file has another format, or no table.
 */
export function parseTableFile(file: unknown, context: TemplateContext): TableFile {
  if (isTemplate(file)) return parseTemplate(file, context);
  if (isServerlessFile(file)) return parseTemplate(templateIn(file, context.region), context);
  if (isWorkbenchModel(file)) return parseWorkbenchModel(file);
  return parseEntries(file);
}
