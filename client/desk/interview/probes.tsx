import { useTranslation } from 'react-i18next';
import type { SurveyQuestion } from '#surveys/survey-definition.ts';
import { isolated } from '../inbox/isolated.ts';
import { endsOf, kindOf, type QuestionKind } from './script.ts';
import styles from './script.module.css';
import { Spoken, useSaying } from './spoken.tsx';
import type { Asking } from './use-interview.ts';

const probes: Record<QuestionKind, readonly string[]> = {
  reason: ['else', 'began', 'happened'],
  choice: ['exactly', 'example', 'else'],
  several: ['else', 'most'],
  scale: ['number', 'higher'],
  'yes-no': ['exactly'],
  words: ['else', 'example'],
  fact: [],
  rows: [],
};

/** How the question is put, and neutral words that make her go on; after the reason a second, indirect question (R5). */
export function Probes({ question, asking }: { question: SurveyQuestion; asking: Asking }) {
  const { t } = useTranslation('interview');
  const { language, asked } = asking;
  const say = useSaying(language);
  const kind = kindOf(question, asked);
  const ends = endsOf(question, language);
  const further = probes[kind];
  return (
    <>
      <p className={styles.told}>
        {ends
          ? t('ask.scale', { lowest: isolated(ends.lowest), highest: isolated(ends.highest) })
          : t(`ask.${kind}`)}
      </p>
      {further.length > 0 ? (
        <Spoken language={language}>
          <ul>
            {further.map((probe) => (
              <li key={probe}>{say(`probe.${probe}`)}</li>
            ))}
          </ul>
        </Spoken>
      ) : null}
      {kind === 'reason' ? (
        <>
          <p className={styles.told}>{t('ask.indirect')}</p>
          <Spoken language={language}>
            <p>{say('indirect.friend')}</p>
            <p>{say('indirect.moment')}</p>
          </Spoken>
        </>
      ) : null}
    </>
  );
}
