import { behaviour } from '../support/conformance.ts';

behaviour('shard-iterators').run();
