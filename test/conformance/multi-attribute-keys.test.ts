import { behaviour } from '../support/conformance.ts';

behaviour('multi-attribute-keys').run();
