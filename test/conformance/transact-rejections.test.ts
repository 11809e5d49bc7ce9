import { behaviour } from '../support/conformance.ts';

behaviour('transact-rejections').run();
