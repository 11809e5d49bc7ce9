import { behaviour } from '../support/conformance.ts';

behaviour('update-refusals').run();
