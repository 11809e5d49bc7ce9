import { behaviour } from '../support/conformance.ts';

behaviour('values').run();
