import { behaviour } from '../support/conformance.ts';

behaviour('conditions').run();
