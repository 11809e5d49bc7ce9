import { behaviour } from '../support/conformance.ts';

behaviour('member-rejections').run();
