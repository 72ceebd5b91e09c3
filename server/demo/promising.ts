import { DateTime } from 'luxon';
import { commit, settle } from '../answer/commitments.ts';
import type { Commitment } from '../answer/commitment.ts';
import { watchCommitments } from '../answer/due-commitments.ts';
import { byOwner, type Act, type ActingIn, type CaseStory } from './case-story.ts';
import { wordsIn } from './case-words.ts';
import { demoZone } from './sample-calendar.ts';

const weMakeOne = 0.5;
const sheMakesOne = 0.12;

/** What is promised once somebody has spoken to the customer, by us and by her, and what comes of it (C8). */
export function promiseActs(story: CaseStory, contactAt: Date): Act[] {
  const { chance, owner } = story;
  const { ours, hers } = wordsIn(owner.locale);
  const after = { contactAt, dueAfterHours: chance.between(7, 24) };
  const fate = chance.weighted({ kept: 76, missed: 9, forgotten: 9, withdrawn: 6 });
  const herFate = chance.weighted({ kept: 7, missed: 3 });
  const [our, her] = [chance.of(ours), chance.of(hers)];
  return [
    ...(chance.happens(weMakeOne) ? actsOf(story, { ...after, by: 'company', what: our, fate }) : []),
    ...(chance.happens(sheMakesOne)
      ? actsOf(story, { ...after, by: 'customer', what: her, fate: herFate })
      : []),
  ];
}

interface Promised {
  by: Commitment['by'];
  what: string;
  contactAt: Date;
  dueAfterHours: number;
  /** Forgotten: only the clock says that it was missed. */
  fate: 'kept' | 'missed' | 'forgotten' | 'withdrawn';
}

function actsOf(story: CaseStory, { by, what, contactAt, dueAfterHours, fate }: Promised): Act[] {
  const { deps, owner, hours } = story;
  const dueAt = hours(contactAt, dueAfterHours);
  const isInTime = fate === 'kept' || fate === 'withdrawn';
  let commitmentId = '';
  const made: Act = {
    at: hours(contactAt, 0.1),
    act: async () => {
      commitmentId = await promise(story, { by, what, dueAt });
    },
  };
  const ended: Act = {
    at: isInTime ? hours(contactAt, dueAfterHours * 0.8) : hours(dueAt, 3),
    act: async () => {
      if (fate !== 'forgotten') await settle({ deps, actor: owner, commitmentId }, fate);
    },
  };
  return [made, ...(isInTime ? [] : [{ at: hours(dueAt, 0.3), act: () => watchCommitments(deps) }]), ended];
}

/** Writes down what is promised for an instant, to the quarter of an hour before it. */
export async function promise(
  story: ActingIn,
  { by, what, dueAt }: { by: Commitment['by']; what: string; dueAt: Date },
): Promise<string> {
  const due = DateTime.fromJSDate(dueAt, { zone: demoZone });
  const { id } = await commit(byOwner(story), {
    by,
    what,
    ownerId: null,
    dueOn: due.toISODate() ?? '',
    dueTime: due.set({ minute: due.minute - (due.minute % 15) }).toFormat('HH:mm'),
  });
  return id;
}
