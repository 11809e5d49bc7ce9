import { behaviour } from '../support/conformance.ts';

behaviour('projections').run();
