import { useTranslation } from 'react-i18next';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import type { Condition } from './audience-form.ts';
import { audienceSentence, type Speech } from './condition-sentence.ts';
import type { ProgramForm } from './program-form.ts';
import { scheduleSentence, type Schedule } from './schedule-sentence.ts';

export function useSpeech(): Speech {
  const { t, i18n } = useTranslation('programs');
  const format = useFormat();
  const { currency } = useSession().company;
  return { t, format, language: i18n.language, currency };
}

/** Each part of a program's rule as a sentence in the desk's language. */
export function usePartSentences() {
  const speech = useSpeech();
  const { t, format } = speech;
  return {
    whom: (condition: Condition) => audienceSentence(condition, speech),
    when: (schedule: Schedule) => scheduleSentence(schedule, speech),
    closes: (days: number) => t('programs:closesAfter', { days: format.days(days) }),
    reward: (program: Rewarding) => rewardText(program, speech),
    reminders: (reminders: { afterDays: number }[]) => remindersText(reminders, speech),
    sample: (asked: Pick<ProgramForm, 'sample' | 'holdOutPercent'>) => sampleText(asked, speech),
  };
}

type Rewarding = Pick<ProgramForm, 'reward' | 'rewardMinor'>;

function rewardText({ reward, rewardMinor }: Rewarding, { t, format, currency }: Speech): string {
  const { money, number } = format;
  if (reward?.kind === 'lottery')
    return t('programs:reward.lottery', {
      prize: money(reward.prizeMinor, currency),
      winners: number(reward.winners),
    });
  if (reward?.kind === 'points') return t('programs:reward.some', { amount: money(reward.points, 'PTS') });
  const amountMinor = reward?.amountMinor ?? rewardMinor;
  if (amountMinor === null) return t('programs:reward.none');
  return t('programs:reward.some', { amount: money(amountMinor, currency) });
}

function remindersText(reminders: { afterDays: number }[], { t, format }: Speech): string {
  if (reminders.length === 0) return t('programs:reminder.none');
  let day = 0;
  const days = reminders.map(({ afterDays }) => format.number((day += Number(afterDays) || 0)));
  return t('programs:reminder.some', { count: reminders.length, days: format.list(days) });
}

/** Who of the audience is drawn, and who is left out to compare with; empty when everybody is asked. */
function sampleText(
  { sample, holdOutPercent }: Pick<ProgramForm, 'sample' | 'holdOutPercent'>,
  speech: Speech,
) {
  const { t, format } = speech;
  const parts = [
    sample === null
      ? ''
      : 'count' in sample
        ? t('programs:sample.drawnCount', { count: sample.count, n: format.number(sample.count) })
        : t('programs:sample.drawnPercent', { share: format.percent(sample.percent / 100) }),
    holdOutPercent > 0 ? t('programs:holdOut.said', { share: format.percent(holdOutPercent / 100) }) : '',
  ];
  return parts.filter(Boolean).join(' ');
}
