import { behaviour } from '../support/conformance.ts';

behaviour('table-rejections').run();
