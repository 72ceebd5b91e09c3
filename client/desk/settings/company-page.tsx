import { Trans, useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { LogoSection } from '../letters/logo-section.tsx';
import { useFormat } from '../use-format.ts';
import { CompanyForm } from './company-form.tsx';
import { useCompanySettings, weeklyHours, type CompanySettings } from './company-settings.ts';

export function CompanyPage() {
  const settings = useCompanySettings();
  if (settings.data) {
    return (
      <>
        <CompanyTitle settings={settings.data} />
        <CompanyForm settings={settings.data} />
        <LogoSection />
      </>
    );
  }
  if (settings.error) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return <LoadingShape />;
}

function CompanyTitle({ settings }: { settings: CompanySettings }) {
  const { t } = useTranslation('settings');
  const { number } = useFormat();
  const hours = weeklyHours(settings.businessHours);
  const key = hours > 0 ? 'company.title' : 'company.closed';
  const values = {
    name: `\u2068${settings.name}\u2069`,
    hours: number(hours),
    timeZone: `\u2066${settings.timeZone}\u2069`,
  };
  return (
    <PageTitle>
      <Trans t={t} i18nKey={key} values={values} components={{ em: <em /> }} />
    </PageTitle>
  );
}
