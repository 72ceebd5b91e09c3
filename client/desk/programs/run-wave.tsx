import { Button, Group, Modal } from '@mantine/core';
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

type Props = { program: Program; isOpen: boolean; onClose: () => void };

/** Shows who would be asked and who not, before a wave goes out by hand. */
export function RunWave({ program: { id }, isOpen, onClose }: Props) {
  const { t } = useTranslation('programs');
  const navigate = useNavigate();
  const { data, error, refetch, isFetching } = usePreview(id, isOpen);
  const run = useProgramChange(() => read(api.api.programs[':id'].waves.$post({ param: { id }, json: {} })));
  const send = () =>
    run.mutate(undefined, {
      onSuccess: (wave) => {
        notifyDone(t('run.done'));
        void navigate(`/programs/waves/${wave.id}`);
      },
    });
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('run.title')} size="md">
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data && !isFetching ? <Foreseen preview={data} /> : null}
      {!error && isFetching ? <LoadingShape shape="list" rows={4} /> : null}
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button onClick={onClose}>{t('run.cancel')}</Button>
        <Button
          variant="filled"
          disabled={!data || isFetching || data.asked === 0}
          loading={run.isPending}
          onClick={send}
        >
          {t('run.confirm')}
        </Button>
      </Group>
    </Modal>
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
