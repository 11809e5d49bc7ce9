import { behaviour } from '../support/conformance.ts';

behaviour('expression-refusals').run();
