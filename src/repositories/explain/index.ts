/**
 * What a request would do and consume, without sending it: entry point `dynarepo/explain`. The results of queries and scans have
 * `explain()` themselves.
 *
 * @packageDocumentation
 */
export {
  type Explainable,
  type ExplainableResults,
  type ExplainOptions,
  type ExplainSeveralOptions,
  explain,
  explainBatch,
  explainTransaction,
} from './explain.ts';
