import { behaviour } from '../support/conformance.ts';

behaviour('transact-write').run();
