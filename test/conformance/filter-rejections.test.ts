import { behaviour } from '../support/conformance.ts';

behaviour('filter-rejections').run();
