import { behaviour } from '../support/conformance.ts';

behaviour('updated-attributes').run();
