import type { AccountSettings } from './request-environment.ts';
import { parseStreamOptions, type StreamOptions } from './simulation/stream-options.ts';
import { type WordingName, wordingProfiles } from './wording/wording-profile.ts';

/** The options of a `MemoryDynamoDb` that distinguish accounts, or their simulation. */
type SettingOptions = {
  readonly [Name in Exclude<keyof AccountSettings, 'streams' | 'wording'>]?: AccountSettings[Name] | undefined;
} & { readonly streams?: StreamOptions | undefined; readonly wording?: WordingName | undefined };

/** Ten minutes: the service deletes an item within minutes to two days. */
const defaultSweepDelayMs = 10 * 60 * 1000;

/** Returns the settings for the options of a `MemoryDynamoDb`, which were checked. */
export function accountSettings(options: SettingOptions): AccountSettings {
  const { region = 'us-east-1', accountId = '000000000000', tableDelayMs = 0 } = options;
  const { sweepDelayMs = defaultSweepDelayMs, statistics = 'exact', wording = 'current' } = options;
  const streams = parseStreamOptions(options.streams);
  return { region, accountId, tableDelayMs, sweepDelayMs, statistics, streams, wording: wordingProfiles[wording] };
}
