import { behaviour } from '../support/conformance.ts';

behaviour('capacity').run();
