import { useTranslation } from 'react-i18next';
import { valueAt } from './document-tree.ts';
import { ConditionField } from './condition-field.tsx';
import { useEditing } from './editor-context.ts';
import { FormHead } from './form-head.tsx';
import styles from './form.module.css';
import { KeptParts } from './kept-parts.tsx';
import { ProblemList } from './problem-list.tsx';
import { problemsOf } from './problem-words.ts';
import { TextField } from './text-field.tsx';

/** A page, or a panel on one: its heading, and when it is shown. */
export function PageForm() {
  const { t } = useTranslation('surveys');
  const { at, document, problems } = useEditing();
  const isPage = at.length === 2;
  const here = problemsOf(problems, at).filter(({ path }) => !/\.(title|description|visibleIf)/u.test(path));
  return (
    <div className={styles.form}>
      <FormHead title={isPage ? t('form.page', { number: Number(at[1]) + 1 }) : t('type.panel')} />
      <ProblemList problems={here} label={t('problems.here')} />
      <TextField path={[...at, 'title']} label={t('form.heading')} description={t('form.headingHelp')} />
      <TextField path={[...at, 'description']} label={t('form.description')} isLong />
      <ConditionField
        path={[...at, 'visibleIf']}
        label={isPage ? t('condition.page') : t('condition.panel')}
        key={String(valueAt(document, [...at, 'name']))}
      />
      <KeptParts path={at} />
    </div>
  );
}
