import { behaviour } from '../support/conformance.ts';

behaviour('key-refusals').run();
