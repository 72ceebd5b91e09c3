import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageNames } from '#client/locales/languages.ts';
import { directionOf, LANGUAGES } from '#surveys/languages.ts';
import { hasText, inLanguages, type DocumentPath } from '#surveys/text-languages.ts';
import { withText } from './document-edits.ts';
import { placeOf, valueAt } from './document-tree.ts';
import { useEditing } from './editor-context.ts';
import { isBelow, useProblemWords } from './problem-words.ts';
import styles from './text-field.module.css';

type Props = {
  path: DocumentPath;
  label: string;
  description?: string;
  isLong?: boolean;
  isLabelHidden?: boolean;
  id?: string;
  /** Shown while nothing is written. */
  otherwise?: string;
};

/** A text customers read, in the language being edited; says in which other languages it is missing. */
export function TextField({ path, label, description, isLong, isLabelHidden, id, otherwise }: Props) {
  const { document, language, at, edit, problems } = useEditing();
  const words = useProblemWords();
  const texts = inLanguages(valueAt(document, path));
  const place = placeOf(path);
  const problem = problems.find(
    ({ path: where, severity }) => severity !== 'advice' && isBelow(where, place) && where !== '',
  );
  const field = {
    id,
    value: texts[language] ?? '',
    placeholder: Object.values(texts)[0] ?? otherwise,
    description,
    error: problem ? words(problem) : undefined,
    dir: directionOf(language),
    lang: language,
    'data-place': place,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      edit(
        (before) => ({ document: withText(before, { path, language }, value), at }),
        `${place} ${language}`,
      );
    },
    ...(isLabelHidden ? { 'aria-label': label } : { label }),
  };
  return (
    <div className={styles.field}>
      {isLong ? <Textarea {...field} autosize minRows={2} maxRows={8} /> : <TextInput {...field} />}
      {isLabelHidden ? null : <MissingLanguages path={path} />}
    </div>
  );
}

/** The languages a text is missing in; each leads there. */
function MissingLanguages({ path }: { path: DocumentPath }) {
  const { t } = useTranslation('surveys');
  const { document, language, speak } = useEditing();
  const texts = inLanguages(valueAt(document, path));
  const missing = LANGUAGES.filter((each) => each !== language && !hasText({ path, texts }, each));
  if (Object.keys(texts).length === 0 || missing.length === 0) return null;
  return (
    <p className={styles.missing}>
      {t('text.missing')}{' '}
      {missing.map((each) => (
        <button key={each} type="button" lang={each} onClick={() => speak(each)}>
          {languageNames[each]}
        </button>
      ))}
    </p>
  );
}
