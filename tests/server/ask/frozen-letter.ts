import type { FrozenLetter } from '#db/schema/program-parts.ts';
import { wordsOfRounds, type ProgramKind } from '#server/ask/letters/letter-words.ts';

/** The letters of Water Market as we ship them. */
export function aFrozenLetter(
  overrides: Partial<FrozenLetter> = {},
  kind: ProgramKind = 'monthly',
): FrozenLetter {
  return {
    company: { name: 'Water Market', accentColor: '#0f6b57' },
    logo: null,
    sender: { name: 'Water Market', email: 'hello@water.example', replyTo: null },
    readers: kind === 'staff' ? 'staff' : 'customers',
    listId: `<${kind}.surveys.water.example>`,
    firstQuestion: null,
    rounds: wordsOfRounds(kind, { texts: {} }, []),
    remindAfterDays: [],
    ...overrides,
  };
}
