import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api, read } from '../api.ts';
import { ErrorState } from '../components/error-state.tsx';
import { Figure, Figures } from '../components/figure.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyDone } from '../components/notify.tsx';
import { useFormat } from '../use-format.ts';
import { usePreview, useProgramChange, type Preview, type Program } from './programs-data.ts';
import { SkipList } from './skip-list.tsx';

type Props = { program: Program; onClose: () => void };
const timings = ['at-once', 'in-hours'] as const;
type Timing = (typeof timings)[number];

/** Shows who would be asked and who not, before a wave goes out by hand, at once or in the program's hours. */
export function RunWave({ program, onClose }: Props) {
  const { t } = useTranslation('programs');
  const navigate = useNavigate();
  const [timing, setTiming] = useState<Timing>('at-once');
  const { data, error, refetch, isFetching } = usePreview(program.id, true);
  const param = { id: program.id };
  const run = useProgramChange((json: { timing: Timing }) =>
    read(api.api.programs[':id'].waves.$post({ param, json })),
  );
  const send = () =>
    run.mutate(
      { timing },
      {
        onSuccess: (wave) => {
          notifyDone(t('run.done'));
          void navigate(`/programs/waves/${wave.id}`);
        },
      },
    );
  const isReady = data && !isFetching;
  return (
    <Modal opened onClose={onClose} title={t('run.title')} size="md">
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {isReady ? <Foreseen preview={data} /> : null}
      {!error && isFetching ? <LoadingShape shape="list" rows={4} /> : null}
      {isReady && data.asked > 0 ? <Timings program={program} timing={timing} onChange={setTiming} /> : null}
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button onClick={onClose}>{t('run.cancel')}</Button>
        <Button
          variant="filled"
          disabled={!isReady || data.asked === 0}
          loading={run.isPending}
          onClick={send}
        >
          {t('run.confirm')}
        </Button>
      </Group>
    </Modal>
  );
}

type TimingsProps = { program: Program; timing: Timing; onChange: (timing: Timing) => void };

function Timings({ program: { windowDays, sendFrom, sendUntil }, timing, onChange }: TimingsProps) {
  const { t } = useTranslation('programs');
  const { days } = useFormat();
  const values = { from: sendFrom, until: sendUntil, days: days(windowDays) };
  return (
    <Radio.Group
      mt="md"
      label={t('run.timing')}
      value={timing}
      onChange={(value) => onChange(value === 'in-hours' ? 'in-hours' : 'at-once')}
    >
      <Stack gap={8} mt={6}>
        {timings.map((each) => (
          <Radio
            key={each}
            value={each}
            label={t(`timing.${each}`)}
            description={t(`timingHelp.${each}`, values)}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Foreseen({ preview: { asked, skipped } }: { preview: Preview }) {
  const { t } = useTranslation('programs');
  const { number } = useFormat();
  const all = skipped.reduce((sum, { n }) => sum + n, 0);
  return (
    <>
      <p style={{ marginBlockEnd: 16 }}>
        {asked === 0 ? `${t('run.nobody')} ${t('run.nobodyHelp')}` : t('run.lead')}
      </p>
      <Figures>
        <Figure label={t('run.asked')} value={number(asked)} />
        <Figure label={t('run.skipped')} value={number(all)} />
      </Figures>
      {all > 0 ? <SkipList skips={skipped} label={t('run.why')} /> : null}
    </>
  );
}
