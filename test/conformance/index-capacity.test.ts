import { behaviour } from '../support/conformance.ts';

behaviour('index-capacity').run();
