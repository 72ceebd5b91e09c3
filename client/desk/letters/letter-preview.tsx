import { SegmentedControl } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inScheme, type Locale } from './letter-text.ts';
import styles from './letters.module.css';
import type { useLetterPreview } from './letters-data.ts';

const widths = { phone: 375, desktop: 700 } as const;
type Device = keyof typeof widths;
type Scheme = 'light' | 'dark';

/** The letter as it will arrive, on a phone or a desk, by day or by night. */
export function LetterPreview({
  preview: { data, isFetching, isError },
  locale,
}: {
  preview: ReturnType<typeof useLetterPreview>;
  locale: Locale;
}) {
  const { t } = useTranslation('letters');
  const [device, setDevice] = useState<Device>('phone');
  const [scheme, setScheme] = useState<Scheme>('light');
  return (
    <section className={styles.preview} aria-label={t('preview.label')} aria-busy={isFetching}>
      <div className={styles.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('preview.device')}
          value={device}
          onChange={(chosen) => setDevice(chosen)}
          data={[
            { value: 'phone', label: t('preview.phone') },
            { value: 'desktop', label: t('preview.desktop') },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('preview.scheme')}
          value={scheme}
          onChange={(chosen) => setScheme(chosen)}
          data={[
            { value: 'light', label: t('preview.light') },
            { value: 'dark', label: t('preview.dark') },
          ]}
        />
      </div>
      <p className={styles.subject}>
        <bdi lang={locale}>{data?.subject}</bdi>
      </p>
      {isError ? (
        <p role="alert" className={styles.problem}>
          {t('preview.wrong')}
        </p>
      ) : null}
      <Sheet html={inScheme(data?.html ?? '', scheme)} device={device} title={t('preview.label')} />
    </section>
  );
}

function Sheet({ html, device, title }: { html: string; device: Device; title: string }) {
  const { ref, width } = useElementSize();
  const scale = width > 0 ? Math.min(1, width / widths[device]) : 1;
  return (
    <div ref={ref} className={styles.stage} style={{ maxInlineSize: widths[device] }} dir="ltr">
      {/* Sealed: nothing in it runs, and its links lead nowhere. */}
      <iframe
        title={title}
        srcDoc={html}
        sandbox=""
        className={styles.sheet}
        style={{ inlineSize: widths[device], blockSize: `${100 / scale}%`, transform: `scale(${scale})` }}
      />
    </div>
  );
}
