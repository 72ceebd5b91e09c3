import type { cases } from '#db/schema/cases.ts';
import type { By } from '../answer/cases.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import type { Chance } from './chance.ts';
import type { SampleCustomer } from './sample-customers.ts';

export type CaseRow = typeof cases.$inferSelect;

/** Something that is done at its time. */
export interface Act {
  at: Date;
  act: () => Promise<void>;
}

/** What is known of a case before it is told what becomes of it. */
export interface CaseStory {
  deps: Deps;
  recoveryCase: CaseRow;
  person: SampleCustomer | undefined;
  owner: Actor;
  manager: Actor;
  chance: Chance;
  /** So many hours of business after an instant. */
  hours: (after: Date, count: number) => Date;
}

/** The part of a case's story that is enough to act in it. */
export type ActingIn = Pick<CaseStory, 'deps' | 'owner' | 'recoveryCase'>;

export const byOwner = ({ deps, owner, recoveryCase }: ActingIn): By => ({
  deps,
  actor: owner,
  caseId: recoveryCase.id,
});
