import { type CloudFormationOptions, type TerraformOptions, toCloudFormation, toTerraform } from 'dynarepo/templates';
import { type InvalidValues, noBoolean, noFunction, testOptions } from '../options/entry-point.ts';
import { suite } from '../support/suite.ts';
import { App } from './definitions.ts';

const test = suite('options of templates');

const cloudFormation: InvalidValues<CloudFormationOptions> = {
  table: noFunction,
  parameters: [7, 'text', null, [], new Map()],
  logicalId: noFunction,
  deletionPolicy: ['Snapshot', 'retain', '', 7, null],
};
const terraform: InvalidValues<TerraformOptions> = {
  table: noFunction,
  resourceName: noFunction,
  preventDestroy: noBoolean,
};

testOptions(test, [
  {
    name: 'toCloudFormation',
    call: (options) => Reflect.apply(toCloudFormation, undefined, [App, options]),
    invalid: cloudFormation,
  },
  { name: 'toTerraform', call: (options) => Reflect.apply(toTerraform, undefined, [App, options]), invalid: terraform },
]);

test.run();
