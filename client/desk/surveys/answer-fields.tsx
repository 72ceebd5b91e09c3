import { NumberInput, Select, SimpleGrid, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChoiceList } from './choice-list.tsx';
import { withValue } from './document-edits.ts';
import { textOf } from './document-tree.ts';
import { useEditing, usePut } from './editor-context.ts';
import styles from './form.module.css';
import { TextField } from './text-field.tsx';

type Props = { node: Record<string, unknown> };

/** How the question is answered, by its type. */
export function AnswerFields({ node }: Props) {
  const type = textOf(node['type']);
  if (type === 'rating') return <RatingFields node={node} />;
  if (type === 'radiogroup' || type === 'checkbox' || type === 'dropdown')
    return <SelectFields node={node} />;
  if (type === 'boolean') return <BooleanFields />;
  if (type === 'matrix') return <MatrixFields node={node} />;
  if (type === 'text') return <LineFields node={node} />;
  return type === 'comment' ? <LengthField node={node} /> : null;
}

const scales = { '0-10': [0, 10], '1-5': [1, 5], '1-7': [1, 7] } as const;
type Scale = keyof typeof scales;

function RatingFields({ node: { rateMin = 1, rateMax = 5, ...node } }: Props) {
  const { t } = useTranslation('surveys');
  const { at, edit } = useEditing();
  const current = `${Number(rateMin)}-${Number(rateMax)}`;
  const choose = (value: string | null) => {
    const scale = Object.entries(scales).find(([name]) => name === value)?.[1];
    if (!scale) return;
    edit((before) => {
      const low = withValue(before, [...at, 'rateMin'], scale[0]);
      return { document: withValue(low, [...at, 'rateMax'], scale[1]), at };
    });
  };
  const known = Object.keys(scales) as Scale[];
  const names = known.map((value) => ({ value: String(value), label: t(`scale.${value}`) }));
  const isOther = !names.some(({ value }) => value === current);
  const other = t('scale.other', { min: Number(rateMin), max: Number(rateMax) });
  return (
    <section className={styles.part} aria-label={t('form.answers')}>
      <Select
        label={t('scale.label')}
        data={isOther ? [...names, { value: current, label: other }] : names}
        value={current}
        allowDeselect={false}
        onChange={choose}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing={12}>
        <TextField
          path={[...at, 'minRateDescription']}
          label={t('scale.lowest', { point: Number(rateMin) })}
        />
        <TextField
          path={[...at, 'maxRateDescription']}
          label={t('scale.highest', { point: Number(rateMax) })}
        />
      </SimpleGrid>
      <CommentSwitch node={node} />
    </section>
  );
}

function SelectFields({ node }: Props) {
  const { t } = useTranslation('surveys');
  const { at } = useEditing();
  const put = usePut();
  const { type, showOtherItem, showNoneItem } = node;
  return (
    <fieldset className={styles.part}>
      <legend>{t('choices.label')}</legend>
      <ChoiceList path={[...at, 'choices']} />
      <Switch
        label={t('choices.other')}
        checked={showOtherItem === true}
        onChange={(event) => put([...at, 'showOtherItem'], event.currentTarget.checked || undefined)}
      />
      {showOtherItem === true ? (
        <TextField path={[...at, 'otherText']} label={t('choices.otherText')} />
      ) : null}
      <Switch
        label={t('choices.none')}
        checked={showNoneItem === true}
        onChange={(event) => put([...at, 'showNoneItem'], event.currentTarget.checked || undefined)}
      />
      {showNoneItem === true ? <TextField path={[...at, 'noneText']} label={t('choices.noneText')} /> : null}
      {type === 'checkbox' ? (
        <div className={styles.row}>
          <NumberField node={node} property="minSelectedChoices" label={t('choices.fewest')} />
          <NumberField node={node} property="maxSelectedChoices" label={t('choices.most')} />
        </div>
      ) : null}
      {showOtherItem === true ? null : <CommentSwitch node={node} />}
    </fieldset>
  );
}

/** What is judged, and the answers each of them can be given. */
function MatrixFields({ node }: Props) {
  const { t } = useTranslation('surveys');
  const { at } = useEditing();
  const put = usePut();
  return (
    <>
      <fieldset className={styles.part}>
        <legend>{t('rows.label')}</legend>
        <ChoiceList path={[...at, 'rows']} stem="row" />
        <Switch
          label={t('rows.required')}
          checked={node['eachRowRequired'] === true}
          onChange={(event) => put([...at, 'eachRowRequired'], event.currentTarget.checked || undefined)}
        />
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{t('columns.label')}</legend>
        <ChoiceList path={[...at, 'columns']} stem="column" />
      </fieldset>
    </>
  );
}

function BooleanFields() {
  const { t } = useTranslation('surveys');
  const { at } = useEditing();
  return (
    <section className={`${styles.part} ${styles.row}`} aria-label={t('form.answers')}>
      <TextField path={[...at, 'labelTrue']} label={t('boolean.yes')} otherwise={t('boolean.yesDefault')} />
      <TextField path={[...at, 'labelFalse']} label={t('boolean.no')} otherwise={t('boolean.noDefault')} />
    </section>
  );
}

function LineFields({ node }: Props) {
  const { t } = useTranslation('surveys');
  const { at } = useEditing();
  return (
    <section className={styles.part} aria-label={t('form.answers')}>
      {node['inputType'] === 'number' ? (
        <div className={styles.row}>
          <NumberField node={node} property="min" label={t('number.least')} />
          <NumberField node={node} property="max" label={t('number.most')} />
        </div>
      ) : null}
      <TextField path={[...at, 'placeholder']} label={t('form.placeholder')} />
    </section>
  );
}

function LengthField({ node }: Props) {
  const { t } = useTranslation('surveys');
  const { at } = useEditing();
  return (
    <section className={styles.part} aria-label={t('form.answers')}>
      <TextField path={[...at, 'placeholder']} label={t('form.placeholder')} />
      <div className={styles.row}>
        <NumberField node={node} property="maxLength" label={t('form.longest')} />
      </div>
    </section>
  );
}

/** A line for a remark below the answer. */
function CommentSwitch({ node }: Props) {
  const { t } = useTranslation('surveys');
  const { at } = useEditing();
  const put = usePut();
  const isOn = node['showCommentArea'] === true || node['hasComment'] === true;
  return (
    <>
      <Switch
        label={t('comment.show')}
        checked={isOn}
        onChange={(event) => put([...at, 'showCommentArea'], event.currentTarget.checked || undefined)}
      />
      {isOn ? <TextField path={[...at, 'commentText']} label={t('comment.text')} /> : null}
    </>
  );
}

type NumberProps = Props & { property: string; label: string };

function NumberField({ node, property, label }: NumberProps) {
  const { at } = useEditing();
  const put = usePut();
  const value = node[property];
  return (
    <NumberInput
      label={label}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => put([...at, property], typeof next === 'number' ? next : undefined)}
    />
  );
}
