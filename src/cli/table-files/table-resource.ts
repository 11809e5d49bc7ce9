import { operations } from '../../domain/api/operation-models.ts';
import { toModelTypes } from './model-types.ts';
import { type TableInFile, type TableSetting, withoutUndefined } from './table-in-file.ts';
import { elementsOf, type Properties, propertiesOf, Unresolved } from './unresolved.ts';

/** A table of a template, with its functions resolved. */
export interface TableResource {
  readonly logicalId: string;
  readonly properties: Properties;
}

/** Properties of a resource that have the name and form of the members of CreateTable. */
const sameAsCreateTable: ReadonlySet<string> = new Set([
  'AttributeDefinitions',
  'BillingMode',
  'DeletionProtectionEnabled',
  'KeySchema',
  'LocalSecondaryIndexes',
  'OnDemandThroughput',
  'ProvisionedThroughput',
  'TableClass',
  'Tags',
  'WarmThroughput',
]);

const indexMembers: ReadonlySet<string> = new Set([
  'IndexName',
  'KeySchema',
  'OnDemandThroughput',
  'Projection',
  'ProvisionedThroughput',
  'WarmThroughput',
]);

/** Converts an `AWS::DynamoDB::Table`. Without a TableName the table gets its logical id as its name. */
export function tableResource({ logicalId, properties }: TableResource): TableInFile {
  const {
    TableName = logicalId,
    GlobalSecondaryIndexes,
    StreamSpecification,
    SSESpecification,
    ResourcePolicy,
  } = properties;
  const input: Properties = withoutUndefined({
    TableName,
    ...Object.fromEntries(Object.entries(properties).filter(([name]) => sameAsCreateTable.has(name))),
    GlobalSecondaryIndexes: mapElements(GlobalSecondaryIndexes, indexOf),
    StreamSpecification: mapProperties(StreamSpecification, ({ StreamViewType }) => ({
      StreamEnabled: true,
      StreamViewType,
    })),
    SSESpecification: mapProperties(SSESpecification, encryptionOf),
    ResourcePolicy: mapProperties(ResourcePolicy, ({ PolicyDocument }) => policyOf(PolicyDocument)),
  });
  const converted = new Set([...Object.keys(input), 'TableName']);
  const indexExtras = elementsOf(GlobalSecondaryIndexes).flatMap((index) =>
    Object.entries(propertiesOf(index))
      .filter(([name, value]) => !indexMembers.has(name) && !isOff(value))
      .map(([name]) => ({ name: `${name} of an index` })),
  );
  const settings = Object.entries(properties)
    .filter(([name, value]) => !converted.has(name) && !isOff(value))
    .map(([name, value]) => settingOf(name, value, TableName));
  return {
    location: `resource ${logicalId}`,
    input: toModelTypes(input, operations.CreateTable.input),
    settings: [...settings, ...indexExtras],
  };
}

/** Returns the setting for a property that CreateTable does not have. */
function settingOf(name: string, value: unknown, TableName: unknown): TableSetting {
  const [operation, input] = requestOf(name, value);
  if (operation === undefined || value instanceof Unresolved) return { name };
  return { name, request: { operation, input: toModelTypes({ TableName, ...input }, operations[operation].input) } };
}

function requestOf(name: string, value: unknown) {
  switch (name) {
    case 'TimeToLiveSpecification':
      return ['UpdateTimeToLive', { TimeToLiveSpecification: value }] as const;
    case 'PointInTimeRecoverySpecification':
      return ['UpdateContinuousBackups', { PointInTimeRecoverySpecification: value }] as const;
    case 'ContributorInsightsSpecification':
      return ['UpdateContributorInsights', { ContributorInsightsAction: 'ENABLE' }] as const;
    case 'KinesisStreamSpecification':
      return ['EnableKinesisStreamingDestination', { StreamArn: propertiesOf(value).StreamArn }] as const;
    default:
      return [undefined] as const;
  }
}

/** Whether a property turns its setting off, which is the default. */
function isOff(value: unknown): boolean {
  const { Enabled, PointInTimeRecoveryEnabled } = propertiesOf(value);
  return [Enabled, PointInTimeRecoveryEnabled].some((flag) => flag === false || flag === 'false');
}

/** Converts a list of objects; other values, such as an unresolved one, stay as they are. */
export function mapElements(list: unknown, convert: (element: Properties) => unknown): unknown {
  return Array.isArray(list) ? list.map((element) => mapProperties(element, convert)) : list;
}

/** Converts an object; other values, such as an unresolved one, stay as they are. */
export function mapProperties(value: unknown, convert: (properties: Properties) => unknown): unknown {
  return typeof value !== 'object' || value === null || value instanceof Unresolved
    ? value
    : convert(propertiesOf(value));
}

function indexOf(index: Properties): Properties {
  return Object.fromEntries(Object.entries(index).filter(([name]) => indexMembers.has(name)));
}

/** Converts the encryption of a template to the one of a request. */
function encryptionOf({ SSEEnabled, SSEType, KMSMasterKeyId }: Properties): Properties {
  return withoutUndefined({ Enabled: SSEEnabled, SSEType, KMSMasterKeyId });
}

function policyOf(document: unknown): unknown {
  const unresolved = document instanceof Unresolved || typeof document === 'string' || document === undefined;
  return unresolved ? document : JSON.stringify(document);
}
