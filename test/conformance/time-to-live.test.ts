import { behaviour } from '../support/conformance.ts';

behaviour('time-to-live').run();
