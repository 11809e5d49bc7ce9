import { behaviour } from '../support/conformance.ts';

behaviour('stream-records').run();
