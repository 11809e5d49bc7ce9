import { behaviour } from '../support/conformance.ts';

behaviour('sizes').run();
