import { behaviour } from '../support/conformance.ts';

behaviour('legacy-reads').run();
