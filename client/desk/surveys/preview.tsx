import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditing } from './editor-context.ts';
import { PreviewFrame } from './preview-frame.tsx';
import styles from './preview.module.css';
import { previewOf } from './surveys-data.ts';
import { useLatest } from './use-latest.ts';

const waitMs = 250;

/** The survey as a customer sees it, on her phone or her desk, drawn by the customer's own page. */
export function Preview({ draftKey }: { draftKey: object }) {
  const { t } = useTranslation('surveys');
  const { document, kind, language, speak } = useEditing();
  const [device, setDevice] = useState<'phone' | 'desktop'>('phone');
  const { data, error, isBehind } = useLatest(
    draftKey,
    (signal) => previewOf({ document, kind, locale: language }, signal),
    waitMs,
  );
  return (
    <section className={styles.preview} aria-label={t('preview.label')} aria-busy={isBehind}>
      <div className={styles.bar}>
        <h2>{t('preview.label')}</h2>
        <SegmentedControl
          size="xs"
          aria-label={t('preview.device')}
          value={device}
          data={[
            { value: 'phone', label: t('preview.phone') },
            { value: 'desktop', label: t('preview.desktop') },
          ]}
          onChange={(value) => setDevice(value === 'desktop' ? 'desktop' : 'phone')}
        />
      </div>
      {error ? <p className={styles.note}>{t('preview.failed')}</p> : null}
      <PreviewFrame html={data ?? ''} title={t('preview.frame')} device={device} onLanguage={speak} />
      <p className={styles.note}>{t('preview.note')}</p>
    </section>
  );
}
