import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Section } from '../components/section.tsx';
import { useNow } from '../components/use-now.ts';
import { monthWords } from '#client/locales/month-words.ts';
import type { Voice } from './overview-data.ts';
import { VoiceEntry } from './voice-entry.tsx';

/** What customers said last, in their own words. */
export function Heard({ voices, month }: { voices: Voice[]; month: string }) {
  const { t } = useTranslation(['overview', 'desk']);
  const now = useNow();
  const all = <Link to={`/reasons?from=${month}&to=${month}`}>{t('heard.all')}</Link>;
  return (
    <Section title={t('heard.title')} aside={all}>
      {voices.map((voice) => (
        <VoiceEntry key={voice.responseId} voice={voice} />
      ))}
      {voices.length === 0 ? (
        <p className="soft">{t('heard.none', { when: monthWords(t, now).inMonth(month) })}</p>
      ) : null}
    </Section>
  );
}
