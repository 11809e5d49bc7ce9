import { behaviour } from '../support/conformance.ts';

behaviour('transact-cancellations').run();
