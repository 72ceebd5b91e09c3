import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { PageTitle } from '../components/page-title.tsx';
import type { Overview } from './overview-data.ts';

/** A company at its beginning: the next step, with its button. */
export function NothingHeard({ setUp }: { setUp: Overview['setUp'] }) {
  const { t } = useTranslation(['overview', 'desk']);
  const step = !setUp?.hasCustomers ? steps.customers : setUp.hasWaves ? steps.waiting : steps.waves;
  return (
    <>
      <PageTitle>{t('desk:nav.overview')}</PageTitle>
      <EmptyState
        title={t('empty.title')}
        text={t(`empty.${step.text}`)}
        action={
          <Button component={Link} to={step.to} variant="filled">
            {t(`empty.${step.action}`)}
          </Button>
        }
      />
    </>
  );
}

const steps = {
  customers: { text: 'customers', action: 'import', to: '/customers/import' },
  waves: { text: 'waves', action: 'run', to: '/programs' },
  waiting: { text: 'waiting', action: 'programs', to: '/programs' },
} as const;
