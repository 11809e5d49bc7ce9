import { behaviour } from '../support/conformance.ts';

behaviour('items').run();
