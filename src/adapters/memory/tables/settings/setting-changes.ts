import type { LimitedSetting, SettingChanges, TableDetails } from '../../account/table-details.ts';

/** A setting whose changes within a time are limited. */
export interface SettingLimit {
  readonly setting: LimitedSetting;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
  readonly windowMs: number;
}

/** Returns the times of the changes of a setting within the time before now, in order. */
export function changesWithin(
  { changes }: TableDetails,
  { setting, nowMs, windowMs }: SettingLimit,
): readonly number[] {
  return changes?.[setting].filter((atMs) => nowMs - atMs < windowMs) ?? [];
}

/** Returns the details with a change of a setting now; changes before its time are forgotten. */
export function withChange(details: TableDetails, limit: SettingLimit): TableDetails {
  const recent = changesWithin(details, limit);
  return {
    ...details,
    changes: { ...(details.changes ?? noChanges), [limit.setting]: [...recent, limit.nowMs] },
  };
}

const noChanges: SettingChanges = { onDemandBilling: [], tableClass: [], encryption: [], deletionProtection: [] };
