import { behaviour } from '../support/conformance.ts';

behaviour('pages').run();
