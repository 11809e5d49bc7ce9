import { behaviour } from '../support/conformance.ts';

behaviour('return-values').run();
