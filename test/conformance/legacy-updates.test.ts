import { behaviour } from '../support/conformance.ts';

behaviour('legacy-updates').run();
