import { behaviour } from '../support/conformance.ts';

behaviour('batch-write').run();
