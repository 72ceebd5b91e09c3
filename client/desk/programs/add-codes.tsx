import { Button, Group, Modal, NumberInput, SegmentedControl } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { notifyDone } from '../components/notify.tsx';
import { useProblemText } from '../components/use-problem-text.ts';
import { useFormat } from '../use-format.ts';
import { CodeList } from './code-list.tsx';
import { CodeProblems } from './code-problems.tsx';
import { useAddCodes, type Pool } from './codes-data.ts';
import styles from './codes.module.css';

type Props = { programId: string; pool: Pool; onClose: () => void };
const ways = ['own', 'made'] as const;
type Way = (typeof ways)[number];

const most = 100_000;
const fewestLeft = 5;

/** Puts codes into a pool: a company's own, pasted or from a file, or such as Amends makes. */
export function AddCodes({ programId, pool, onClose }: Props) {
  const { t } = useTranslation('programs');
  const { number } = useFormat();
  const [way, setWay] = useState<Way>('own');
  const [list, setList] = useState<Blob | null>(null);
  const [n, setN] = useState<number | string>(100);
  const add = useAddCodes(programId);
  const fewest = Math.max(1, fewestLeft - pool.left);
  const isReady = way === 'own' ? list !== null : Number(n) >= fewest && Number(n) <= most;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(way === 'own' ? { list: list ?? new Blob() } : { n: Number(n) }, {
      onSuccess: ({ total }) => {
        const added = total - pool.total;
        notifyDone(t('codes.added', { count: added, n: number(added) }));
        onClose();
      },
    });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('codes.add')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('run.cancel') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <SegmentedControl
          value={way}
          onChange={(value) => {
            setWay(value === 'made' ? 'made' : 'own');
            add.reset();
          }}
          data={ways.map((value) => ({ value, label: t(`codes.way.${value}`) }))}
          fullWidth
        />
        {way === 'own' ? (
          <CodeList
            onChange={(given) => {
              setList(given);
              add.reset();
            }}
          />
        ) : (
          <NumberInput
            label={t('codes.howMany')}
            description={t('codes.madeHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={n}
            onChange={setN}
            min={fewest}
            max={most}
            error={
              isReady || n === '' ? null : t('editor.within', { min: number(fewest), max: number(most) })
            }
            allowDecimal={false}
            hideControls
          />
        )}
        <Refusal error={add.error} />
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose}>{t('run.cancel')}</Button>
          <Button type="submit" variant="filled" disabled={!isReady} loading={add.isPending}>
            {t('codes.add')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

function Refusal({ error }: { error: unknown }) {
  const problemText = useProblemText();
  if (!error) return null;
  if (error instanceof ApiProblem && error.problems.length > 0) return <CodeProblems refusal={error} />;
  return (
    <p role="alert" className={styles.problem}>
      {problemText(error)}
    </p>
  );
}
