import { behaviour } from '../support/conformance.ts';

behaviour('streams').run();
