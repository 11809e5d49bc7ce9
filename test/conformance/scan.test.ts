import { behaviour } from '../support/conformance.ts';

behaviour('scan').run();
