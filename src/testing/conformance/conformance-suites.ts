import { batchGetSuite } from './batch-get-suite.ts';
import { batchWriteSuite } from './batch-write-suite.ts';
import { capacitySuite } from './capacity-suite.ts';
import { clauseOrderSuite } from './clause-order-suite.ts';
import { conditionalWritesSuite } from './conditional-writes-suite.ts';
import { conditionsSuite } from './conditions-suite.ts';
import type { ConformanceSuite } from './conformance-test.ts';
import { expressionOrderSuite } from './expression-order-suite.ts';
import { expressionRejectionsSuite } from './expression-rejections-suite.ts';
import { filterRejectionsSuite } from './filter-rejections-suite.ts';
import { globalIndexesSuite } from './global-indexes-suite.ts';
import { indexCapacitySuite } from './index-capacity-suite.ts';
import { indexLifeSuite } from './index-life-suite.ts';
import { indexRejectionsSuite } from './index-rejections-suite.ts';
import { itemsSuite } from './items-suite.ts';
import { keyRejectionsSuite } from './key-rejections-suite.ts';
import { keySchemaOrderSuite } from './key-schema-order-suite.ts';
import { legacyConditionRejectionsSuite } from './legacy-condition-rejections-suite.ts';
import { legacyConditionsSuite } from './legacy-conditions-suite.ts';
import { legacyReadRejectionsSuite } from './legacy-read-rejections-suite.ts';
import { legacyReadsSuite } from './legacy-reads-suite.ts';
import { legacyUpdatesSuite } from './legacy-updates-suite.ts';
import { limitsSuite } from './limits-suite.ts';
import { localIndexesSuite } from './local-indexes-suite.ts';
import { memberRejectionsSuite } from './member-rejections-suite.ts';
import { multiAttributeKeysSuite } from './multi-attribute-keys-suite.ts';
import { nullElementsSuite } from './null-elements-suite.ts';
import { numbersSuite } from './numbers-suite.ts';
import { pagesSuite } from './pages-suite.ts';
import { parameterStylesSuite } from './parameter-styles-suite.ts';
import { projectionsSuite } from './projections-suite.ts';
import { queryPathsSuite } from './query-paths-suite.ts';
import { queryRejectionsSuite } from './query-rejections-suite.ts';
import { querySuite } from './query-suite.ts';
import { returnValuesSuite } from './return-values-suite.ts';
import { scanSuite } from './scan-suite.ts';
import { shardIteratorsSuite } from './shard-iterators-suite.ts';
import { sizesSuite } from './sizes-suite.ts';
import { streamRecordsSuite } from './stream-records-suite.ts';
import { streamRejectionsSuite } from './stream-rejections-suite.ts';
import { streamsSuite } from './streams-suite.ts';
import { tableOutputsSuite } from './table-outputs-suite.ts';
import { tableRejectionsSuite } from './table-rejections-suite.ts';
import { tableSettingsSuite } from './table-settings-suite.ts';
import { tableTagsSuite } from './table-tags-suite.ts';
import { tablesSuite } from './tables-suite.ts';
import { tagsSuite } from './tags-suite.ts';
import { throughputLimitsSuite } from './throughput-limits-suite.ts';
import { timeToLiveSuite } from './time-to-live-suite.ts';
import { transactCancellationsSuite } from './transact-cancellations-suite.ts';
import { transactCapacitySuite } from './transact-capacity-suite.ts';
import { transactGetSuite } from './transact-get-suite.ts';
import { transactRejectionsSuite } from './transact-rejections-suite.ts';
import { transactTokensSuite } from './transact-tokens-suite.ts';
import { transactWriteSuite } from './transact-write-suite.ts';
import { updateRejectionsSuite } from './update-rejections-suite.ts';
import { updateTableRejectionsSuite } from './update-table-rejections-suite.ts';
import { updateTableSuite } from './update-table-suite.ts';
import { updatedAttributesSuite } from './updated-attributes-suite.ts';
import { updatesSuite } from './updates-suite.ts';
import { validationOrderSuite } from './validation-order-suite.ts';
import { valuesSuite } from './values-suite.ts';

/** All behaviour suites. */
export const conformanceSuites: readonly ConformanceSuite[] = [
  batchGetSuite,
  batchWriteSuite,
  capacitySuite,
  clauseOrderSuite,
  conditionalWritesSuite,
  conditionsSuite,
  expressionOrderSuite,
  expressionRejectionsSuite,
  filterRejectionsSuite,
  globalIndexesSuite,
  indexCapacitySuite,
  indexLifeSuite,
  indexRejectionsSuite,
  itemsSuite,
  keyRejectionsSuite,
  keySchemaOrderSuite,
  legacyConditionRejectionsSuite,
  legacyConditionsSuite,
  legacyReadRejectionsSuite,
  legacyReadsSuite,
  legacyUpdatesSuite,
  limitsSuite,
  localIndexesSuite,
  memberRejectionsSuite,
  multiAttributeKeysSuite,
  nullElementsSuite,
  numbersSuite,
  pagesSuite,
  parameterStylesSuite,
  projectionsSuite,
  queryPathsSuite,
  queryRejectionsSuite,
  querySuite,
  returnValuesSuite,
  scanSuite,
  shardIteratorsSuite,
  sizesSuite,
  streamRecordsSuite,
  streamRejectionsSuite,
  streamsSuite,
  tableOutputsSuite,
  tableRejectionsSuite,
  tableSettingsSuite,
  tableTagsSuite,
  tablesSuite,
  tagsSuite,
  throughputLimitsSuite,
  timeToLiveSuite,
  transactCancellationsSuite,
  transactCapacitySuite,
  transactGetSuite,
  transactRejectionsSuite,
  transactTokensSuite,
  transactWriteSuite,
  updatedAttributesSuite,
  updateRejectionsSuite,
  updatesSuite,
  updateTableRejectionsSuite,
  updateTableSuite,
  validationOrderSuite,
  valuesSuite,
];
