import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useFormat } from '../use-format.ts';
import { ContactRulesForm } from './contact-rules-form.tsx';
import { useContactRules, type ContactRules } from './contact-rules.ts';

/** How often and when the company may reach out to a customer, for all programs together. */
export function ContactRulesPage() {
  const { data, error, refetch } = useContactRules();
  if (data) {
    return (
      <>
        <PageTitle>
          <RulesTitle rules={data} />
        </PageTitle>
        <ContactRulesForm rules={data} />
      </>
    );
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

function RulesTitle({ rules: { quietPeriodDays, quietFrom, quietUntil } }: { rules: ContactRules }) {
  const { t } = useTranslation('settings');
  const { days } = useFormat();
  const survey =
    quietPeriodDays > 0 ? t('rules.title', { days: days(quietPeriodDays) }) : t('rules.titleNoPeriod');
  const hours = quietFrom === quietUntil ? '' : t('rules.titleHours', { from: quietFrom, until: quietUntil });
  return <MarkedText text={`${survey} ${hours}`.trim()} />;
}
