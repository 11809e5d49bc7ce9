import { behaviour } from '../support/conformance.ts';

behaviour('limits').run();
