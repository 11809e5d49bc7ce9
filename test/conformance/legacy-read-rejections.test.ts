import { behaviour } from '../support/conformance.ts';

behaviour('legacy-read-rejections').run();
