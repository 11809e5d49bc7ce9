import { behaviour } from '../support/conformance.ts';

behaviour('updates').run();
