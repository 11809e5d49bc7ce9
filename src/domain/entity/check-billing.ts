import { ownProperty } from '../own-property.ts';
import { badDefinition } from './check-attributes.ts';
import { checkMembers } from './check-parts.ts';

/**
 * Checks the billing of a table.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: it is neither on-demand nor has valid capacity units.
 */
export function checkBilling(owner: string, billing: unknown): void {
  if (billing === undefined || billing === 'PAY_PER_REQUEST') return;
  checkMembers(`${owner}: billing`, billing, ['read', 'write']);
  for (const units of ['read', 'write']) {
    const value = ownProperty(billing, units);
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
      throw badDefinition(
        `${owner}: billing: ${units} must be a whole number of capacity units per second, at least 1`,
      );
    }
  }
}
