import type { Input } from '../../../../domain/dynamodb.ts';
import { encryptionChangeDelayMs, encryptionChangeLimit, encryptionChangeWindowMs } from '../../../../domain/limits.ts';
import type { TableDetails } from '../../account/table-details.ts';
import { encryptionErrors } from '../../wording/table-setting-errors.ts';
import { changesWithin, withChange } from './setting-changes.ts';

type Specification = NonNullable<Input<'CreateTable'>['SSESpecification']>;

/** Where the keys of an account are. */
export interface KeyLocation {
  readonly region: string;
  readonly accountId: string;
}

/**
 * Parses an encryption specification: returns the ARN of the KMS key, or `undefined` for the key that AWS owns, the default.
 *
 * @throws ServiceError - ValidationException: members contradict each other.
 */
export function parseEncryption(specification: Specification, location: KeyLocation): string | undefined {
  const { Enabled = false, SSEType, KMSMasterKeyId } = specification;
  if (!Enabled) {
    if (SSEType !== undefined) throw encryptionErrors.typeOfDefault();
    if (KMSMasterKeyId !== undefined) throw encryptionErrors.keyOfDefault();
    return undefined;
  }
  if (SSEType === 'AES256') throw encryptionErrors.unsupportedType(SSEType);
  if (KMSMasterKeyId !== undefined && SSEType === undefined) throw encryptionErrors.keyWithoutType();
  return keyArn(KMSMasterKeyId, location);
}

/**
 * Returns the details of a table whose encryption begins to change to a key. The table stays ACTIVE meanwhile.
 *
 * @throws ServiceError - ValidationException: it has the key; LimitExceededException: too many changes.
 */
export function withEncryptionChange(details: TableDetails, key: string | undefined, nowMs: number): TableDetails {
  const current = details.encryption?.keyArn;
  if (key === current) {
    throw key === undefined ? encryptionErrors.unchangedDefault() : encryptionErrors.unchangedKey();
  }
  const limit = { setting: 'encryption', nowMs, windowMs: encryptionChangeWindowMs } as const;
  const changes = changesWithin(details, limit);
  const lastMs = changes.at(-1) ?? 0;
  const nextMs = lastMs + encryptionChangeDelayMs;
  if (changes.length >= encryptionChangeLimit && nowMs < nextMs) {
    throw encryptionErrors.tooManyChanges(changes.length, { nowMs, lastMs, nextMs });
  }
  return { ...withChange(details, limit), encryption: { keyArn: current, change: { keyArn: key } } };
}

/** Inferred: how identifiers become ARNs; the default key of the account has the same made-up id everywhere. */
function keyArn(id: string | undefined, { region, accountId }: KeyLocation): string {
  if (id?.startsWith('arn:')) return id;
  const resource = id?.startsWith('alias/') && id !== defaultKeyAlias ? id : `key/${keyId(id)}`;
  return `arn:aws:kms:${region}:${accountId}:${resource}`;
}

function keyId(id: string | undefined): string {
  return id === undefined || id === defaultKeyAlias ? '00000000-0000-4000-8000-000000000000' : id;
}

const defaultKeyAlias = 'alias/aws/dynamodb';
