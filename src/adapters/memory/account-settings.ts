import { DynarepoError } from '../../domain/errors.ts';
import { ownProperty } from '../../domain/own-property.ts';
import type { AccountSettings } from './request-environment.ts';
import { parseStreamOptions, type StreamOptions } from './simulation/stream-options.ts';
import { type WordingName, type WordingProfile, wordingNames, wordingProfiles } from './wording/wording-profile.ts';

/** The options of a `MemoryDynamoDb` that distinguish accounts, or their simulation. */
type SettingOptions = {
  readonly [Name in Exclude<keyof AccountSettings, 'streams' | 'wording'>]?: AccountSettings[Name] | undefined;
} & { readonly streams?: StreamOptions | undefined; readonly wording?: WordingName | undefined };

/**
 * Returns the settings for the options of a `MemoryDynamoDb`.
 *
 * @throws DynarepoError - BAD_INPUT: an option has a value that it can't have.
 */
export function accountSettings(options: SettingOptions): AccountSettings {
  const { region = 'us-east-1', accountId = '000000000000', tableDelayMs = 0, statistics = 'exact' } = options;
  const isDelay =
    typeof tableDelayMs === 'number' ? tableDelayMs >= 0 && tableDelayMs < Infinity : tableDelayMs === 'service';
  if (!isDelay) {
    throw new DynarepoError(
      'BAD_INPUT',
      "the option tableDelayMs of MemoryDynamoDb must be a number of milliseconds or 'service'",
    );
  }
  if (statistics !== 'exact' && statistics !== 'six-hourly') {
    throw new DynarepoError('BAD_INPUT', "the option statistics of MemoryDynamoDb must be 'exact' or 'six-hourly'");
  }
  const [streams, wording] = [parseStreamOptions(options.streams), profileOf(options.wording)];
  return { region, accountId, tableDelayMs, statistics, streams, wording };
}

function profileOf(name: WordingName = 'current'): WordingProfile {
  const profile = ownProperty(wordingProfiles, name);
  if (profile === undefined) {
    throw new DynarepoError('BAD_INPUT', `the option wording of MemoryDynamoDb must be ${wordingNames.join(' or ')}`);
  }
  return profile;
}
