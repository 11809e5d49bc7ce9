import { behaviour } from '../support/conformance.ts';

behaviour('tags').run();
