/** What a table's description says beside its schema, sizes and counts. */
export interface TableDetails {
  readonly status: 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING';
  /** A UUID, another one for each table ever created. */
  readonly id: string;
  readonly createdAtMs: number;
}
