import { behaviour } from '../support/conformance.ts';

behaviour('global-indexes').run();
