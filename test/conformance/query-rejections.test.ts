import { behaviour } from '../support/conformance.ts';

behaviour('query-rejections').run();
