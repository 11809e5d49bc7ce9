import { behaviour } from '../support/conformance.ts';

behaviour('transact-capacity').run();
