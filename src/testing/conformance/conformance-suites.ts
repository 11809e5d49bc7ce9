import { batchGetSuite } from './batch-get.ts';
import { batchWriteSuite } from './batch-write.ts';
import { capacitySuite } from './capacity.ts';
import { conditionalWritesSuite } from './conditional-writes.ts';
import { conditionsSuite } from './conditions.ts';
import type { ConformanceSuite } from './conformance-test.ts';
import { expressionRefusalsSuite } from './expression-refusals.ts';
import { filterRefusalsSuite } from './filter-refusals.ts';
import { globalIndexesSuite } from './global-indexes.ts';
import { indexCapacitySuite } from './index-capacity.ts';
import { indexRefusalsSuite } from './index-refusals.ts';
import { itemsSuite } from './items.ts';
import { keyRefusalsSuite } from './key-refusals.ts';
import { limitsSuite } from './limits.ts';
import { localIndexesSuite } from './local-indexes.ts';
import { memberRefusalsSuite } from './member-refusals.ts';
import { multiAttributeKeysSuite } from './multi-attribute-keys.ts';
import { numbersSuite } from './numbers.ts';
import { pagesSuite } from './pages.ts';
import { projectionsSuite } from './projections.ts';
import { querySuite } from './query.ts';
import { queryRefusalsSuite } from './query-refusals.ts';
import { returnValuesSuite } from './return-values.ts';
import { scanSuite } from './scan.ts';
import { sizesSuite } from './sizes.ts';
import { tableRefusalsSuite } from './table-refusals.ts';
import { tablesSuite } from './tables.ts';
import { updateRefusalsSuite } from './update-refusals.ts';
import { updatesSuite } from './updates.ts';
import { validationOrderSuite } from './validation-order.ts';
import { valuesSuite } from './values.ts';

/** Every behaviour suite. */
export const conformanceSuites: readonly ConformanceSuite[] = [
  batchGetSuite,
  batchWriteSuite,
  capacitySuite,
  conditionalWritesSuite,
  conditionsSuite,
  expressionRefusalsSuite,
  filterRefusalsSuite,
  globalIndexesSuite,
  indexCapacitySuite,
  indexRefusalsSuite,
  itemsSuite,
  keyRefusalsSuite,
  limitsSuite,
  localIndexesSuite,
  memberRefusalsSuite,
  multiAttributeKeysSuite,
  numbersSuite,
  pagesSuite,
  projectionsSuite,
  queryRefusalsSuite,
  querySuite,
  returnValuesSuite,
  scanSuite,
  sizesSuite,
  tableRefusalsSuite,
  tablesSuite,
  updateRefusalsSuite,
  updatesSuite,
  validationOrderSuite,
  valuesSuite,
];
