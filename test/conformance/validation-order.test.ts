import { behaviour } from '../support/conformance.ts';

behaviour('validation-order').run();
