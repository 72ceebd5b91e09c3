import { SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames } from '#client/locales/languages.ts';
import { directionOf, LANGUAGES } from '#surveys/languages.ts';
import { hasText, textsOf, type DocumentText } from '#surveys/text-languages.ts';
import { withText } from './document-edits.ts';
import { outlineOf, placeOf, wordsOf } from './document-tree.ts';
import { useEditing } from './editor-context.ts';
import { isBelow } from './problem-words.ts';
import styles from './translations.module.css';

/** Every text side by side in every language, so that what is missing is seen and filled. */
export function Translations() {
  const { t } = useTranslation('surveys');
  const { document } = useEditing();
  const [which, setWhich] = useState<'all' | 'missing'>('all');
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const all = textsOf(document);
  const isMissing = (text: DocumentText) => LANGUAGES.some((language) => !hasText(text, language));
  const missing = all.filter(isMissing).length;
  // What was missing when the filter was set stays in sight while it is filled.
  const shown = which === 'all' ? all : all.filter((text) => isMissing(text) || kept.has(placeOf(text.path)));
  const choose = (value: string) => {
    setWhich(value === 'missing' ? 'missing' : 'all');
    setKept(new Set(all.filter(isMissing).map(({ path }) => placeOf(path))));
  };
  return (
    <section aria-label={t('translate.label')} className={styles.translations}>
      <div className={styles.head}>
        <h2>{t('translate.label')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('translate.which')}
          value={which}
          data={[
            { value: 'all', label: t('translate.all', { n: all.length }) },
            { value: 'missing', label: t('translate.missing', { n: missing }) },
          ]}
          onChange={choose}
        />
      </div>
      {shown.length === 0 ? <p className={styles.none}>{t('translate.complete')}</p> : null}
      <ul className={styles.list}>
        {shown.map((text) => (
          <Row key={placeOf(text.path)} text={text} />
        ))}
      </ul>
    </section>
  );
}

function Row({ text }: { text: DocumentText }) {
  const { t } = useTranslation('surveys');
  const { at, edit } = useEditing();
  const { number, words, part } = usePlaceWords(text);
  const where = `${number}${words} · ${part}`;
  const place = placeOf(text.path);
  return (
    <li className={styles.row}>
      <p className={styles.where}>
        {number}
        <bdi>{words}</bdi> · {part}
      </p>
      {LANGUAGES.map((language) => (
        <Textarea
          key={language}
          autosize
          minRows={1}
          size="sm"
          label={languageNames[language]}
          aria-label={t('translate.field', { language: languageNames[language], where })}
          dir={directionOf(language)}
          lang={language}
          data-missing={!hasText(text, language) || undefined}
          className={styles.text}
          value={text.texts[language] ?? ''}
          placeholder={t('translate.empty')}
          onChange={(event) => {
            const { value } = event.currentTarget;
            edit(
              (before) => ({ document: withText(before, { path: text.path, language }, value), at }),
              `${place} ${language}`,
            );
          }}
        />
      ))}
    </li>
  );
}

/** Whose text it is: "3. How was it? · Choice 2", and its parts for a reader of two scripts. */
function usePlaceWords({ path }: DocumentText): { number: string; words: string; part: string } {
  const { t } = useTranslation('surveys');
  const { document, language } = useEditing();
  const place = placeOf(path);
  const entry = outlineOf(document).findLast((each) => isBelow(place, placeOf(each.path)));
  const [list, index, property] = [path.at(-3), path.at(-2), String(path.at(-1))];
  const isItem = property === 'text' && typeof index === 'number';
  const part = isItem
    ? t(`${typeof list === 'string' ? list : 'choices'}.nth`, { number: index + 1 })
    : t(`part.${property}`, { defaultValue: property });
  if (!entry) return { number: '', words: t('outline.survey'), part };
  const words =
    entry.kind === 'page' ? t('outline.page', { number: entry.number }) : wordsOf(entry.node, language);
  return { number: entry.kind === 'question' ? `${entry.number}. ` : '', words, part };
}
