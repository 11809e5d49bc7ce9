import { behaviour } from '../support/conformance.ts';

behaviour('tables').run();
