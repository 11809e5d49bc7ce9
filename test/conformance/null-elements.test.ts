import { behaviour } from '../support/conformance.ts';

behaviour('null-elements').run();
