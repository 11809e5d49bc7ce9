import { behaviour } from '../support/conformance.ts';

behaviour('index-rejections').run();
