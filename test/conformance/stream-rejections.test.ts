import { behaviour } from '../support/conformance.ts';

behaviour('stream-rejections').run();
