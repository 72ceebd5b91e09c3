import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fitOf } from '#surveys/measure-fit.ts';
import { departmentOf, MEASURES, parseMeasure } from '#surveys/measures.ts';
import { useDepartmentLabel, useDepartments } from '../departments.ts';
import { outlineOf, placeOf, textOf } from './document-tree.ts';
import { useEditing, usePut } from './editor-context.ts';
import styles from './form.module.css';
import { useProblemWords } from './problem-words.ts';

const anyDepartment = 'department:';

/** What the answer measures: only what this question can be read as. */
export function MeasureField({ node }: { node: Record<string, unknown> }) {
  const { t } = useTranslation('surveys');
  const { at, document, problems } = useEditing();
  const words = useProblemWords();
  const put = usePut();
  const mark = textOf(node['measure']);
  const taken = new Set(
    outlineOf(document)
      .filter(({ path }) => placeOf(path) !== placeOf(at))
      .map((entry) => textOf(entry.node['measure'])),
  );
  const fitting = MEASURES.filter((measure) => fitOf(measure, node) === null).map((measure) => ({
    value: String(measure),
    label: t(`measure.${measure}`),
    disabled: measure !== 'verbatim' && taken.has(measure),
  }));
  const isDepartment = mark.startsWith(anyDepartment);
  const canBeDepartment = fitOf('department:any', node) === null;
  const data = [
    ...fitting,
    ...(canBeDepartment || isDepartment ? [{ value: anyDepartment, label: t('measure.department') }] : []),
    ...(mark !== '' && !isDepartment && !fitting.some(({ value }) => value === mark)
      ? [{ value: mark, label: t('measure.misfit', { mark }) }]
      : []),
  ];
  const problem = problems.find(({ path }) => path === placeOf([...at, 'measure']));
  if (data.length === 0) return null;
  const parsed = parseMeasure(mark);
  return (
    <div className={styles.row}>
      <Select
        label={t('measure.label')}
        description={t('measure.help')}
        placeholder={t('measure.none')}
        data={data}
        value={isDepartment ? anyDepartment : mark || null}
        clearable
        error={problem ? words(problem) : undefined}
        onChange={(value) => put([...at, 'measure'], value ?? undefined)}
      />
      {isDepartment ? (
        <DepartmentField
          code={(parsed && departmentOf(parsed)) ?? mark.slice(anyDepartment.length)}
          onCode={(code) => put([...at, 'measure'], anyDepartment + code)}
        />
      ) : null}
    </div>
  );
}

/** One of the company's departments; a code that none of them has stays where it stands. */
function DepartmentField({ code, onCode }: { code: string; onCode: (code: string) => void }) {
  const { t } = useTranslation('surveys');
  const { data: departments = [] } = useDepartments();
  const label = useDepartmentLabel();
  const codes = [...new Set([...departments.map((one) => one.code), ...(code === '' ? [] : [code])])];
  return (
    <Select
      label={t('measure.code')}
      description={t('measure.codeHelp')}
      placeholder={t('measure.choose')}
      data={codes.map((value) => ({ value, label: label(value) }))}
      value={code || null}
      searchable
      nothingFoundMessage={t('measure.noDepartment')}
      onChange={(value) => value && onCode(value)}
    />
  );
}
