import { behaviour } from '../support/conformance.ts';

behaviour('transact-tokens').run();
