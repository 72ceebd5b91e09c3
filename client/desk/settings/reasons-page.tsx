import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { REASON_CATEGORIES, type ReasonCategory } from '#surveys/reasons.ts';
import { useAddDetail, useCodebook, type Detail } from '../codebook.ts';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyDone } from '../components/notify.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Section } from '../components/section.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { isolated } from '../inbox/isolated.ts';
import styles from './codebook.module.css';
import { useDetailCounts, type DetailCount } from './detail-counts.ts';
import { DetailTable } from './detail-table.tsx';
import { rowsOf } from './detail-rows.ts';
import { LabelsDialog } from './labels-dialog.tsx';

/** The company's codebook: six categories, and the details below each. */
export function ReasonsPage() {
  const { t } = useTranslation('codebook');
  const codebook = useCodebook();
  const { data: counts } = useDetailCounts();
  if (codebook.error) return <ErrorState error={codebook.error} onRetry={() => void codebook.refetch()} />;
  if (!codebook.data) return <LoadingShape />;
  const changed = [...codebook.data.values()].filter(isChanged).length;
  return (
    <>
      <PageTitle>
        <Trans
          t={t}
          i18nKey={changed === 0 ? 'reasons.titleShipped' : 'reasons.title'}
          count={changed}
          components={{ em: <em /> }}
        />
      </PageTitle>
      <p className={styles.intro}>{t('reasons.help')}</p>
      {REASON_CATEGORIES.map((category) => (
        <Category key={category} category={category} codebook={codebook.data} counts={counts} />
      ))}
    </>
  );
}

const isChanged = ({ isShipped, ownLabels, retiredAt, mergedInto }: Detail): boolean =>
  !isShipped || Object.keys(ownLabels).length > 0 || retiredAt !== null || mergedInto !== null;

type Props = {
  category: ReasonCategory;
  codebook: ReadonlyMap<string, Detail>;
  counts: ReadonlyMap<string, DetailCount> | undefined;
};

function Category({ category, codebook, counts }: Props) {
  const { t } = useTranslation('codebook');
  const label = useReasonLabel();
  const [isAdding, setAdding] = useState(false);
  const rows = rowsOf(category, codebook, counts);
  return (
    <Section
      title={label(category)}
      aside={
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={15} aria-hidden />}
          aria-label={t('reasons.addTo', { category: label(category) })}
          onClick={() => setAdding(true)}
        >
          {t('reasons.add')}
        </Button>
      }
    >
      <DetailTable category={category} rows={rows} />
      {isAdding ? <AddDetail category={category} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}

function AddDetail({ category, onClose }: { category: ReasonCategory; onClose: () => void }) {
  const { t } = useTranslation('codebook');
  const label = useReasonLabel();
  const add = useAddDetail();
  return (
    <LabelsDialog
      title={t('reasons.addTo', { category: isolated(label(category)) })}
      labels={{}}
      isSaving={add.isPending}
      onSave={(labels) => add.mutateAsync({ category, labels }).then(() => notifyDone(t('saved')))}
      onClose={onClose}
    />
  );
}
