import { useTranslation } from 'react-i18next';
import { Section } from '../components/section.tsx';
import type { PolicyDocument } from './policies-data.ts';
import { limitSentences, ruleSentence } from './policy-sentence.ts';
import styles from './policy.module.css';
import { useSpeech } from './use-speech.ts';

/** A policy in sentences: its rules in their order, and what bounds them. */
export function PolicyTold({ title, document }: { title: string; document: PolicyDocument }) {
  const { t } = useTranslation('policies');
  const speech = useSpeech();
  return (
    <>
      <Section title={title}>
        <p className={styles.help}>{t('page.first')}</p>
        <ol className={styles.rules}>
          {document.rules.map((rule) => (
            <li key={rule.id} className={styles.rule}>
              <div className={styles.told}>
                <b>
                  <bdi>{rule.name}</bdi>
                </b>
                <span className={styles.sentence}>{ruleSentence(rule, speech)}</span>
              </div>
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('page.guards')}>
        <ul className={styles.limits}>
          {limitSentences(document, speech).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}
