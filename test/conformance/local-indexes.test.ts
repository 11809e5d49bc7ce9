import { behaviour } from '../support/conformance.ts';

behaviour('local-indexes').run();
