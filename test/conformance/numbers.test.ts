import { behaviour } from '../support/conformance.ts';

behaviour('numbers').run();
