import { behaviour } from '../support/conformance.ts';

behaviour('parameter-styles').run();
