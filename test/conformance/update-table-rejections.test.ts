import { behaviour } from '../support/conformance.ts';

behaviour('update-table-rejections').run();
