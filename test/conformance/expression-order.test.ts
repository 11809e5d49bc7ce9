import { behaviour } from '../support/conformance.ts';

behaviour('expression-order').run();
