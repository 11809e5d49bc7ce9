import { behaviour } from '../support/conformance.ts';

behaviour('legacy-condition-rejections').run();
