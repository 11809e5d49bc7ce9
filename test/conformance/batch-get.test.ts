import { behaviour } from '../support/conformance.ts';

behaviour('batch-get').run();
