import { behaviour } from '../support/conformance.ts';

behaviour('expression-rejections').run();
