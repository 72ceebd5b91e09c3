import { isObject } from '#surveys/is-object.ts';
import { ActionIcon, Button, Menu, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { rowFitOf } from '#surveys/measure-fit.ts';
import { departmentOf, MEASURES, parseMeasure } from '#surveys/measures.ts';
import { markedReason, REASON_CATEGORIES } from '#surveys/reasons.ts';
import type { DocumentPath } from '#surveys/text-languages.ts';
import { offeredDetails, useCodebook, type Detail } from '../codebook.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import styles from './choice-list.module.css';
import { useDepartmentLabel, useDepartments } from '../departments.ts';
import { movedTo, removed, withValue } from './document-edits.ts';
import { listOf, textOf, valueAt } from './document-tree.ts';
import { useEditing, usePut } from './editor-context.ts';
import { nextItem, type ItemStem } from './new-questions.ts';
import { TextField } from './text-field.tsx';

/** The choices of a question: their words, their order, and the reason each one states. */
export function ChoiceList({ path, stem = 'choice' }: { path: DocumentPath; stem?: ItemStem }) {
  const { t } = useTranslation('surveys');
  const { document, at, edit } = useEditing();
  const list = useRef<HTMLOListElement>(null);
  const choices = listOf(valueAt(document, path));
  const add = () => {
    edit((before) => {
      const others = listOf(valueAt(before, path));
      return { document: withValue(before, path, [...others, nextItem(others, stem)]), at };
    });
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child input')?.focus());
  };
  return (
    <>
      <ol className={styles.list} ref={list}>
        {choices.map((choice, index) => (
          <li key={index} className={styles.choice}>
            <TextField
              path={[...path, index, 'text']}
              label={t(`${stem}s.nth`, { number: index + 1 })}
              isLabelHidden
              otherwise={valueOf(choice)}
            />
            <ChoiceMenu path={[...path, index]} count={choices.length} value={valueOf(choice)} />
            {stem === 'choice' ? (
              <ReasonField path={[...path, index]} number={index + 1} choice={choice} />
            ) : null}
            {stem === 'row' ? <RowMeasure path={[...path, index]} number={index + 1} row={choice} /> : null}
          </li>
        ))}
      </ol>
      <Button
        className={styles.add}
        size="compact-md"
        variant="subtle"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={add}
      >
        {t(`${stem}s.add`)}
      </Button>
    </>
  );
}

function ChoiceMenu({ path, count, value }: { path: DocumentPath; count: number; value: string }) {
  const { t } = useTranslation('surveys');
  const { at, edit } = useEditing();
  const list = path.slice(0, -1);
  const index = Number(path.at(-1));
  const move = (to: number) => edit((before) => ({ ...movedTo(before, path, { list, index: to }), at }));
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('choices.menu', { number: index + 1 })}
        >
          <IconDots size={17} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('choices.value', { value })}</Menu.Label>
        <Menu.Item
          leftSection={<IconArrowUp size={15} aria-hidden />}
          disabled={index === 0}
          onClick={() => move(index - 1)}
        >
          {t('step.up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={15} aria-hidden />}
          disabled={index === count - 1}
          onClick={() => move(index + 2)}
        >
          {t('step.down')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={15} aria-hidden />}
          disabled={count < 2}
          onClick={() => edit((before) => ({ ...removed(before, path), at }))}
        >
          {t('step.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The reason a choice states, of those the company offers; one that is offered no more stays where it stands. */
function ReasonField({ path, number, choice }: { path: DocumentPath; number: number; choice: unknown }) {
  const { t } = useTranslation('surveys');
  const label = useReasonLabel();
  const put = usePut();
  const { data: codebook = new Map<string, Detail>() } = useCodebook();
  const mark = isObject(choice) ? textOf(choice['reason']) : '';
  const stated = markedReason(mark);
  const groups = REASON_CATEGORIES.map((category) => {
    const offered = offeredDetails(codebook, category).map(({ code }) => code);
    const standing = stated?.category === category && stated.detail ? [stated.detail] : [];
    const details = [...new Set([...offered, ...standing])];
    return {
      group: label(category),
      items: [
        { value: String(category), label: t('reason.all', { category: label(category) }) },
        ...details.map((detail) => ({ value: `${category}/${detail}`, label: label(category, detail) })),
      ],
    };
  });
  return (
    <Select
      className={styles.reason}
      size="xs"
      variant="unstyled"
      aria-label={t('reason.of', { number })}
      placeholder={t('reason.none')}
      data={groups}
      value={mark || null}
      searchable
      clearable
      nothingFoundMessage={t('reason.nothing')}
      onChange={(value) => put([...path, 'reason'], value ?? undefined)}
    />
  );
}

/** What a row measures: only what its columns can be read as. */
function RowMeasure({ path, number, row }: { path: DocumentPath; number: number; row: unknown }) {
  const { t } = useTranslation('surveys');
  const { document, at } = useEditing();
  const put = usePut();
  const columns = valueAt(document, [...at, 'columns']);
  const { data: departments = [] } = useDepartments();
  const department = useDepartmentLabel();
  const fitting = MEASURES.filter((measure) => rowFitOf(measure, columns) === null);
  const mark = isObject(row) ? textOf(row['measure']) : '';
  if (fitting.length === 0 && mark === '') return null;
  const ofDepartments = rowFitOf('department:any', columns) === null ? departments : [];
  const marks = new Set([
    ...fitting.map(String),
    ...ofDepartments.map(({ code }) => `department:${code}`),
    ...(mark === '' ? [] : [mark]),
  ]);
  const labelOf = (value: string) => {
    const measure = parseMeasure(value);
    const code = measure && departmentOf(measure);
    return code ? department(code) : t(`measure.${value}`, { defaultValue: value });
  };
  return (
    <Select
      className={styles.reason}
      size="xs"
      variant="unstyled"
      aria-label={t('rows.measure', { number })}
      placeholder={t('measure.none')}
      data={[...marks].map((value) => ({ value, label: labelOf(value) }))}
      value={mark || null}
      clearable
      onChange={(value) => put([...path, 'measure'], value ?? undefined)}
    />
  );
}

const valueOf = (choice: unknown): string => String((isObject(choice) ? choice['value'] : choice) ?? '');
