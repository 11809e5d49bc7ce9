import { behaviour } from '../support/conformance.ts';

behaviour('member-refusals').run();
