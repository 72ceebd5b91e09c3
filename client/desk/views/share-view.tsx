import { Button, CopyButton, Group, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { notifyProblem } from '../components/notify.tsx';
import { useNarrowing } from '../narrowing/use-narrowing.ts';
import { useFormat } from '../use-format.ts';
import styles from './views.module.css';
import { useShare, type NewShare } from './views-data.ts';

type Props = { page: NewShare['page']; onClose: () => void };

/** Makes a link to the page as it stands, for people without an account. */
export function ShareView({ page, onClose }: Props) {
  const { t } = useTranslation('views');
  const [url, setUrl] = useState<string | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('share.title')}
      closeOnClickOutside={url === null}
      closeButtonProps={{ 'aria-label': t('share.close') }}
    >
      {url === null ? (
        <NewLink page={page} onClose={onClose} onMade={setUrl} />
      ) : (
        <MadeLink url={url} onClose={onClose} />
      )}
    </Modal>
  );
}

const lengths = [7, 30, 90] as const;

function NewLink({ page, onClose, onMade }: Props & { onMade: (url: string) => void }) {
  const { t } = useTranslation('views');
  const { number } = useFormat();
  const { search } = useLocation();
  const { manager } = useNarrowing();
  const share = useShare();
  const form = useForm({ initialValues: { name: '', days: '30' } });
  if (manager) return <p role="alert">{t('share.manager')}</p>;
  const make = ({ name, days }: typeof form.values) =>
    share.mutate(
      { name, page, query: search.slice(1), days: lengths.find((one) => String(one) === days) ?? 30 },
      { onSuccess: (made) => onMade(made.url), onError: notifyProblem },
    );
  const choices = lengths.map((count) => ({
    value: String(count),
    label: t('share.days', { count, n: number(count) }),
  }));
  return (
    <form onSubmit={form.onSubmit(make)}>
      <p className="soft">{t('share.text')}</p>
      <TextInput
        {...form.getInputProps('name')}
        label={t('name')}
        maxLength={80}
        required
        dir="auto"
        mt="sm"
        data-autofocus
      />
      <p id="share-days" className={styles.label}>
        {t('share.goodFor')}
      </p>
      <SegmentedControl
        {...form.getInputProps('days')}
        data={choices}
        fullWidth
        aria-labelledby="share-days"
      />
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" variant="filled" loading={share.isPending}>
          {t('share.do')}
        </Button>
      </Group>
    </form>
  );
}

function MadeLink({ url, onClose }: { url: string; onClose: () => void }) {
  const { t } = useTranslation('views');
  return (
    <>
      <p>{t('share.once')}</p>
      <code className={styles.link} dir="ltr">
        {url}
      </code>
      <Group justify="flex-end" mt="lg" gap={8}>
        <Button onClick={onClose}>{t('share.close')}</Button>
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button variant="filled" onClick={copy} data-autofocus>
              {copied ? t('share.copied') : t('share.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </>
  );
}
