import ar from './ar/rewards.json' with { type: 'json' };
import en from './en/rewards.json' with { type: 'json' };
import he from './he/rewards.json' with { type: 'json' };
import ru from './ru/rewards.json' with { type: 'json' };
import { format } from './format.ts';
import type { Language } from './languages.ts';

export type RewardTexts = typeof en;

const texts: Record<Language, RewardTexts> = { en, ar, he, ru };

/** What customers read of rewards and draws, in a language. */
export const rewardTexts = (language: Language): RewardTexts => texts[language];

/** A reward as it is offered; points are an amount in `PTS`. */
export type OfferedReward =
  | { kind: 'given'; amountMinor: number; currency: string }
  | { kind: 'lottery'; prizeMinor: number; winners: number; currency: string };

/** What everybody who answers is given, in one sentence. */
export function offeredText(offered: OfferedReward, language: Language): string {
  const { given, lottery } = texts[language].offered;
  const { money, number } = format(language);
  if (offered.kind === 'given')
    return given.replace('{{amount}}', isolated(money(offered.amountMinor, offered.currency)));
  return lottery
    .replace('{{prize}}', isolated(money(offered.prizeMinor, offered.currency)))
    .replace('{{winners}}', number(offered.winners));
}

// An amount keeps its own direction inside a sentence.
const isolated = (text: string) => `\u2068${text}\u2069`;
