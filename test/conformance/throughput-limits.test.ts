import { behaviour } from '../support/conformance.ts';

behaviour('throughput-limits').run();
