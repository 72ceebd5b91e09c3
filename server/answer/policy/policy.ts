import type { compensationPolicies } from '#db/schema/policies.ts';

export type Policy = typeof compensationPolicies.$inferSelect;

export const policyRefusals = {
  'not-a-draft': 'This policy has been switched on already, so it stays as it is. Start a new draft from it.',
  'saved-meanwhile': 'Somebody else has saved this draft meanwhile. Look at it again before you save yours.',
  'retired-already': 'This policy is retired already.',
  'has-problems': 'This policy cannot be switched on while it has problems.',
} as const;
export type PolicyRefusal = keyof typeof policyRefusals;

/** Why a draft cannot be changed or switched on at the revision somebody has before her; null where it can. */
export function draftRefusal({ status, revision }: Policy, seen: number): PolicyRefusal | null {
  if (status !== 'draft') return 'not-a-draft';
  return revision === seen ? null : 'saved-meanwhile';
}
