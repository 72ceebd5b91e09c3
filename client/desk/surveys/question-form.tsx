import { isObject } from '#surveys/is-object.ts';
import { Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerFields } from './answer-fields.tsx';
import { ConditionField } from './condition-field.tsx';
import { renamed } from './document-edits.ts';
import { placeOf, textOf, valueAt } from './document-tree.ts';
import { useEditing, usePut } from './editor-context.ts';
import { FormHead } from './form-head.tsx';
import styles from './form.module.css';
import { KeptParts } from './kept-parts.tsx';
import { MeasureField } from './measure-field.tsx';
import { questionTypeOf } from './new-questions.ts';
import { ProblemList } from './problem-list.tsx';
import { problemsOf } from './problem-words.ts';
import { TextField } from './text-field.tsx';

export const titleFieldId = 'survey-question-title';

/** One question: its words, its answers, when it is asked and what it measures. */
export function QuestionForm() {
  const { t } = useTranslation('surveys');
  const { document, at, problems } = useEditing();
  const put = usePut();
  const found = valueAt(document, at);
  const node = isObject(found) ? found : {};
  const type = questionTypeOf(node);
  if (!type) return <UnknownQuestion node={node} />;
  const here = problemsOf(problems, at).filter(({ path }) => !isShownAtField(path.slice(placeOf(at).length)));
  return (
    <div className={styles.form}>
      <FormHead title={t(`type.${type}`)} />
      <ProblemList problems={here} label={t('problems.here')} />
      <TextField id={titleFieldId} path={[...at, 'title']} label={t('form.question')} isLong />
      <TextField
        path={[...at, 'description']}
        label={t('form.description')}
        description={t('form.descriptionHelp')}
      />
      <AnswerFields node={node} />
      <section className={styles.part} aria-label={t('form.rules')}>
        <Switch
          label={t('form.required')}
          checked={node['isRequired'] === true}
          onChange={(event) => put([...at, 'isRequired'], event.currentTarget.checked || undefined)}
        />
        <ConditionField
          key={textOf(node['name'])}
          path={[...at, 'visibleIf']}
          label={t('condition.question')}
        />
        <MeasureField node={node} />
      </section>
      <details className={styles.more}>
        <summary>{t('form.more')}</summary>
        <div>
          <NameField key={textOf(node['name'])} name={textOf(node['name'])} />
        </div>
      </details>
      <KeptParts path={at} />
    </div>
  );
}

/** These problems stand beside the field they are about. */
const isShownAtField = (rest: string): boolean =>
  /^\.(title|description|visibleIf|measure|choices\[|minRateDescription|maxRateDescription)/u.test(rest);

/** The name answers are kept and exported under. Conditions follow a change. */
function NameField({ name }: { name: string }) {
  const { t } = useTranslation('surveys');
  const { at, edit } = useEditing();
  const [typed, setTyped] = useState(name);
  const isUsable = /^[A-Za-z][\w-]{0,59}$/u.test(typed);
  return (
    <TextInput
      label={t('form.code')}
      description={t('form.codeHelp')}
      error={isUsable ? undefined : t('form.codeWrong')}
      value={typed}
      dir="ltr"
      maxLength={60}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() =>
        isUsable ? edit((before) => ({ document: renamed(before, at, typed), at })) : setTyped(name)
      }
    />
  );
}

/** A question of a kind that is not edited here: nothing of it is lost, and its words can be changed if it is asked. */
function UnknownQuestion({ node }: { node: Record<string, unknown> }) {
  const { t } = useTranslation('surveys');
  const { problems, at } = useEditing();
  const isLeftOut = problems.some(
    ({ path, severity }) => severity === 'unserved' && isOwn(path, placeOf(at)),
  );
  return (
    <div className={styles.form}>
      <FormHead title={t('unknown.title', { type: textOf(node['type']) || '–' })} />
      <ProblemList problems={problemsOf(problems, at)} label={t('problems.here')} />
      {isLeftOut ? null : <TextField path={[...at, 'title']} label={t('form.question')} isLong />}
      <p className={styles.note}>{isLeftOut ? t('unknown.note') : t('unknown.asked')}</p>
      <pre className={styles.code} dir="ltr">
        {JSON.stringify(node, null, 2)}
      </pre>
    </div>
  );
}

/** The question itself, or its type, is what is said to be left out. */
const isOwn = (path: string, place: string): boolean => path === place || path === `${place}.type`;
