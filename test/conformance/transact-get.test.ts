import { behaviour } from '../support/conformance.ts';

behaviour('transact-get').run();
