import { behaviour } from '../support/conformance.ts';

behaviour('conditional-writes').run();
