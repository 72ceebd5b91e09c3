import {
  ActionIcon,
  Button,
  NumberInput,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DocumentPath } from '#surveys/text-languages.ts';
import { answersOf, firstTest, operatorsOf, type Answer } from './condition-answers.ts';
import styles from './condition-field.module.css';
import {
  needsValue,
  parseCondition,
  printCondition,
  type BuiltCondition,
  type ConditionTest,
} from './condition-tests.ts';
import { placeOf, questionsBefore, textOf, valueAt, wordsOf, type OutlineEntry } from './document-tree.ts';
import { useEditing, usePut } from './editor-context.ts';
import { useProblemWords } from './problem-words.ts';

/** When something is shown: tests of earlier answers, or an expression somebody wrote by hand. */
export function ConditionField({ path, label }: { path: DocumentPath; label: string }) {
  const { t } = useTranslation('surveys');
  const { document, at, problems } = useEditing();
  const words = useProblemWords();
  const put = usePut();
  const text = textOf(valueAt(document, path));
  const earlier = questionsBefore(document, at).filter(({ node }) => textOf(node['name']) !== '');
  const built = text === '' ? null : parseCondition(text);
  const problem = problems.find(({ path: where }) => where === placeOf(path));
  const keep = (next: BuiltCondition) => put(path, printCondition(next) || undefined);
  const [first] = earlier;
  return (
    <fieldset className={styles.condition}>
      <legend>{label}</legend>
      {text === '' ? <p className={styles.none}>{t('condition.always')}</p> : null}
      {built ? <Tests built={built} earlier={earlier} onChange={keep} /> : null}
      {text !== '' && !built ? (
        <Textarea
          aria-label={label}
          description={t('condition.byHand')}
          dir="ltr"
          autosize
          value={text}
          onChange={(event) => put(path, event.currentTarget.value || undefined)}
        />
      ) : null}
      {problem ? (
        <p role="alert" className={styles.problem}>
          {words(problem)}
        </p>
      ) : null}
      {text === '' && first ? (
        <Button
          size="compact-md"
          variant="subtle"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => keep({ join: 'and', tests: [firstTest(first.node)] })}
        >
          {t('condition.add')}
        </Button>
      ) : null}
    </fieldset>
  );
}

type TestsProps = {
  built: BuiltCondition;
  earlier: OutlineEntry[];
  onChange: (built: BuiltCondition) => void;
};

function Tests({ built: { join, tests }, earlier, onChange }: TestsProps) {
  const { t } = useTranslation('surveys');
  const last = earlier.at(-1);
  const replace = (index: number, next: ConditionTest[]) =>
    onChange({ join, tests: tests.toSpliced(index, 1, ...next) });
  return (
    <>
      {tests.length > 1 ? (
        <SegmentedControl
          size="xs"
          aria-label={t('condition.join')}
          value={join}
          data={[
            { value: 'and', label: t('condition.all') },
            { value: 'or', label: t('condition.any') },
          ]}
          onChange={(value) => onChange({ join: value === 'or' ? 'or' : 'and', tests })}
        />
      ) : null}
      {tests.map((test, index) => (
        <Test
          key={index}
          test={test}
          earlier={earlier}
          onChange={(next) => replace(index, [next])}
          onRemove={() => replace(index, [])}
        />
      ))}
      {last ? (
        <Button
          size="compact-md"
          variant="subtle"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => onChange({ join, tests: [...tests, firstTest(last.node)] })}
        >
          {t('condition.another')}
        </Button>
      ) : null}
    </>
  );
}

type TestProps = {
  test: ConditionTest;
  earlier: OutlineEntry[];
  onChange: (test: ConditionTest) => void;
  onRemove: () => void;
};

function Test({ test, earlier, onChange, onRemove }: TestProps) {
  const { t } = useTranslation('surveys');
  const { language } = useEditing();
  const asked = earlier.find(({ node }) => node['name'] === test.question);
  const questions = earlier.map(({ node, number }) => ({
    value: textOf(node['name']),
    label: `${number}. ${wordsOf(node, language)}`,
  }));
  const unknown = asked ? [] : [{ value: test.question, label: test.question }];
  const operators = [...new Set([...operatorsOf(asked?.node), test.is])];
  return (
    <div className={styles.test}>
      <Select
        className={styles.question}
        aria-label={t('condition.questionLabel')}
        data={[...questions, ...unknown]}
        value={test.question}
        allowDeselect={false}
        onChange={(name) => {
          const next = earlier.find(({ node }) => node['name'] === name);
          if (next) onChange(firstTest(next.node));
        }}
      />
      <Select
        aria-label={t('condition.operatorLabel')}
        data={operators.map((value) => ({ value: String(value), label: t(`operator.${value}`) }))}
        value={test.is}
        allowDeselect={false}
        onChange={(value) => {
          const is = operators.find((operator) => operator === value);
          if (is) onChange(moved(test, is, asked?.node));
        }}
      />
      {needsValue(test.is) ? (
        <Value test={test} answers={asked ? answersOf(asked.node, language) : []} onChange={onChange} />
      ) : null}
      <ActionIcon
        className={styles.remove}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('condition.remove')}
        onClick={onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function moved(test: ConditionTest, is: ConditionTest['is'], node: Record<string, unknown> | undefined) {
  const { question, value } = test;
  if (!needsValue(is)) return { question, is };
  const single = Array.isArray(value) ? value[0] : value;
  const kept = single ?? (node ? firstTest(node).value : '') ?? '';
  return { question, is, value: is === 'anyof' && typeof kept !== 'boolean' ? [kept].flat() : kept };
}

type ValueProps = { test: ConditionTest; answers: Answer[]; onChange: (test: ConditionTest) => void };

function Value({ test, answers, onChange }: ValueProps) {
  const { t } = useTranslation('surveys');
  const label = t('condition.valueLabel');
  const { value } = test;
  const single = Array.isArray(value) ? value[0] : value;
  if (answers.length > 0) {
    const known = answers.some((answer) => answer.value === single);
    const data = answers.map((answer) => ({
      value: String(answer.value),
      label: answer.label || t(answer.value === true ? 'boolean.yesDefault' : 'boolean.noDefault'),
    }));
    return (
      <Select
        aria-label={label}
        data={
          known || single === undefined ? data : [...data, { value: String(single), label: String(single) }]
        }
        value={String(single)}
        allowDeselect={false}
        onChange={(text) => {
          const answer = answers.find((each) => String(each.value) === text);
          if (!answer) return;
          const isList = test.is === 'anyof' && typeof answer.value !== 'boolean';
          onChange({
            ...test,
            value: isList ? ([answer.value].flat() as (string | number)[]) : answer.value,
          });
        }}
      />
    );
  }
  if (typeof single === 'number')
    return (
      <NumberInput
        aria-label={label}
        value={single}
        onChange={(next) => typeof next === 'number' && onChange({ ...test, value: next })}
      />
    );
  return (
    <TextInput
      aria-label={label}
      dir="auto"
      value={String(single ?? '')}
      onChange={(event) => onChange({ ...test, value: event.currentTarget.value })}
    />
  );
}
