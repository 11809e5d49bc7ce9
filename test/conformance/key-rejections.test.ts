import { behaviour } from '../support/conformance.ts';

behaviour('key-rejections').run();
