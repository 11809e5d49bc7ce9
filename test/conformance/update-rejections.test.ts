import { behaviour } from '../support/conformance.ts';

behaviour('update-rejections').run();
