import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#client/locales/languages.ts';
import { filledMail, type MailFacts, type MailField } from '#client/locales/mail-fields.ts';
import styles from './templates.module.css';

type Props = { language: Language; words: { subject: string; body: string } | undefined };

/** A template filled as a case would fill it. */
export function TemplatePreview({ language, words }: Props) {
  const { t, i18n } = useTranslation('case');
  useEffect(() => {
    void i18n.loadLanguages(language);
  }, [i18n, language]);
  if (!words?.body) return <p className={styles.intro}>{t('templates.empty')}</p>;
  const say = i18n.getFixedT(language, 'case');
  const sample: MailFacts = filledBy((field) => say(`templates.sample.${field}`));
  const fill = (text: string) =>
    filledMail(
      text,
      sample,
      filledBy((field) => field),
    );
  return (
    <figure className={styles.preview} lang={language} dir="auto">
      <figcaption>{t('templates.preview')}</figcaption>
      <strong dir="auto">{fill(words.subject)}</strong>
      {fill(words.body)
        .split(/\n{2,}/)
        .map((paragraph) => (
          <p key={paragraph} dir="auto">
            {paragraph}
          </p>
        ))}
    </figure>
  );
}

const filledBy = (say: (field: MailField) => string): Record<MailField, string> => ({
  name: say('name'),
  company: say('company'),
  agent: say('agent'),
  order: say('order'),
  wrong: say('wrong'),
  changed: say('changed'),
  offer: say('offer'),
});
