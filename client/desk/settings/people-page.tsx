import { Trans, useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Section } from '../components/section.tsx';
import { useSession } from '../session.tsx';
import { InviteForm } from './invite-form.tsx';
import styles from './settings.module.css';
import { useStaff } from './staff.ts';
import { StaffTable } from './staff-table.tsx';

export function PeoplePage() {
  const { t } = useTranslation('settings');
  const { actor } = useSession();
  const staff = useStaff();
  if (staff.error) return <ErrorState error={staff.error} onRetry={() => void staff.refetch()} />;
  if (!staff.data) return <LoadingShape />;
  const count = staff.data.filter(({ leftAt }) => leftAt === null).length;
  return (
    <>
      <PageTitle>
        <Trans t={t} i18nKey="people.title" count={count} components={{ em: <em /> }} />
      </PageTitle>
      <StaffTable staff={staff.data} />
      <div style={{ blockSize: 28 }} />
      {actor.role === 'admin' ? (
        <Section title={t('people.invite')}>
          <p className={styles.help}>{t('people.inviteHelp')}</p>
          <InviteForm />
        </Section>
      ) : (
        <p className={styles.note}>{t('readOnly')}</p>
      )}
    </>
  );
}
