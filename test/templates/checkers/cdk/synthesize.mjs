// Reads { templates, props } as JSON from a file; writes what CDK synthesizes for each, by name, to another file. CDK validates each.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';

const [, , inputFile, outputFile] = process.argv;
const { templates, props } = JSON.parse(readFileSync(inputFile, 'utf8'));
const context = { '@aws-cdk/core:validateAgainstDefaultRules': true };
const folder = mkdtempSync(join(tmpdir(), 'dynarepo-synthesis-'));

const synthesize = (build) => {
  const app = new App({ outdir: mkdtempSync(join(folder, 'out-')), analyticsReporting: false, context });
  const stack = new Stack(app, 'Stack', { synthesizer: new BootstraplessSynthesizer() });
  build(stack);
  return app.synth().getStackByName('Stack').template;
};
const each = (inputs, build) =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, input], index) => [name, synthesize((stack) => build(stack, input, index))]),
  );

const output = {
  templates: each(templates, (stack, template, index) => {
    const templateFile = join(folder, `template-${index}.json`);
    writeFileSync(templateFile, JSON.stringify(template));
    new CfnInclude(stack, 'Included', { templateFile });
  }),
  props: each(props, (stack, each) => new CfnTable(stack, 'Table', each)),
};
rmSync(folder, { recursive: true });
writeFileSync(outputFile, JSON.stringify(output));
