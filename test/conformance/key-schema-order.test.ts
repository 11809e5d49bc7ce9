import { behaviour } from '../support/conformance.ts';

behaviour('key-schema-order').run();
