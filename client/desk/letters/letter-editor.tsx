import { Button, SegmentedControl, Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages, nearestLanguage } from '#client/locales/languages.ts';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyDone, notifyProblem } from '../components/notify.tsx';
import { useFormat } from '../use-format.ts';
import { LetterPreview } from './letter-preview.tsx';
import { placeOf, withWords, wordsOf, type Locale } from './letter-text.ts';
import styles from './letters.module.css';
import {
  useLetterDefaults,
  useLetterPreview,
  useTryLetter,
  type Defaults,
  type LetterValue,
} from './letters-data.ts';
import { SenderFields } from './sender-fields.tsx';
import { WordFields } from './word-fields.tsx';

interface Props {
  program: { id: string };
  value: LetterValue;
  onChange: (value: LetterValue) => void;
}

/** How the letters of a program look and read, each language and round beside the letter as it will arrive. */
export function LetterEditor(props: Props) {
  const { data, error, refetch } = useLetterDefaults(props.program.id);
  if (data) return <Editor {...props} defaults={data} />;
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingShape shape="list" />;
}

function Editor({ program, value, onChange, defaults }: Props & { defaults: Defaults }) {
  const { i18n } = useTranslation('letters');
  const [locale, speak] = useState<Locale>(nearestLanguage(i18n.language));
  const [chosen, setRound] = useState(0);
  // A reminder that has been taken out meanwhile has no letter any more.
  const round = Math.min(chosen, value.reminders.length);
  const draft = { ...value, locale, round };
  const preview = useLetterPreview(program.id, draft);
  const place = placeOf(round, locale);
  return (
    <div className={styles.editor}>
      <div className={styles.fields}>
        <SenderFields
          letter={value.letter}
          defaults={defaults}
          problems={preview.problems}
          onChange={(letter) => onChange({ ...value, letter })}
        />
        <LanguageTabs locale={locale} onChange={speak} />
        <RoundTabs round={round} reminders={value.reminders.length} onChange={setRound} />
        <WordFields
          locale={locale}
          words={wordsOf(value, round, locale)}
          shipped={defaults.words[locale][round]}
          problemOf={(field) => preview.problems[`${place}.${field}`]}
          onChange={(words) => onChange(withWords(value, { round, locale, words }))}
        />
      </div>
      <div className={styles.beside}>
        <LetterPreview preview={preview} locale={locale} />
        <TryIt id={program.id} draft={draft} isWrong={preview.isError} />
      </div>
    </div>
  );
}

function LanguageTabs({ locale, onChange }: { locale: Locale; onChange: (locale: Locale) => void }) {
  const { t } = useTranslation('letters');
  return (
    <Tabs value={locale} onChange={(language) => onChange(nearestLanguage(language ?? locale))}>
      <Tabs.List aria-label={t('language')}>
        {languages.map((language) => (
          <Tabs.Tab key={language} value={language} lang={language}>
            {languageNames[language]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

type RoundProps = { round: number; reminders: number; onChange: (round: number) => void };

function RoundTabs({ round, reminders, onChange }: RoundProps) {
  const { t } = useTranslation('letters');
  const { number } = useFormat();
  if (reminders === 0) return null;
  const names = Array.from({ length: reminders + 1 }, (_, at) =>
    at === 0 ? t('invitation') : t('reminder', { n: number(at) }),
  );
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('round')}
      value={String(round)}
      onChange={(at) => onChange(Number(at))}
      data={names.map((label, at) => ({ label, value: String(at) }))}
    />
  );
}

type TryProps = { id: string; draft: Parameters<typeof useLetterPreview>[1]; isWrong: boolean };

function TryIt({ id, draft, isWrong }: TryProps) {
  const { t } = useTranslation('letters');
  const { mutate, isPending } = useTryLetter(id);
  return (
    <div className={styles.try}>
      <Button
        size="compact-sm"
        loading={isPending}
        disabled={isWrong}
        onClick={() => mutate(draft, { onSuccess: () => notifyDone(t('test.sent')), onError: notifyProblem })}
      >
        {t('test.send')}
      </Button>
      <p className={styles.help}>{t('test.help')}</p>
    </div>
  );
}
