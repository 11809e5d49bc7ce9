import { behaviour } from '../support/conformance.ts';

behaviour('clause-order').run();
