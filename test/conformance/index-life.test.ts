import { behaviour } from '../support/conformance.ts';

behaviour('index-life').run();
