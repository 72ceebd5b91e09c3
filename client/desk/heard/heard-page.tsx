import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Section } from '../components/section.tsx';
import settings from '../settings/settings.module.css';
import { usePublicPage } from './heard-data.ts';
import { PageForm } from './page-form.tsx';
import { Released } from './released.tsx';
import { RepairList } from './repair-list.tsx';

/** What everybody may read of what was heard: whether it is on, which words, what is mended. */
export function HeardPage() {
  const { t, i18n } = useTranslation('heard-desk');
  const { data, error, refetch } = usePublicPage();
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingShape />;
  const address = data.isOn ? '/heard' : '/api/heard/preview';
  return (
    <>
      <PageTitle
        actions={
          <Button component="a" href={`${address}?lang=${i18n.language}`} target="_blank" rel="noreferrer">
            {t(data.isOn ? 'open' : 'preview')}
          </Button>
        }
      >
        <MarkedText text={t(data.isOn ? 'title.on' : 'title.off')} />
      </PageTitle>
      <p className={settings.help}>{t('help')}</p>
      <PageForm page={data} />
      <Section title={t('comments')}>
        <p className={settings.help}>{t('commentsHelp')}</p>
        <Released />
      </Section>
      <Section title={t('repairs')}>
        <p className={settings.help}>{t('repairsHelp')}</p>
        <RepairList />
      </Section>
    </>
  );
}
