import { behaviour } from '../support/conformance.ts';

behaviour('legacy-conditions').run();
