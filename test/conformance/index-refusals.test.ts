import { behaviour } from '../support/conformance.ts';

behaviour('index-refusals').run();
