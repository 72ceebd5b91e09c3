import { Button } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { notifyProblem } from '../components/notify.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Tag } from '../components/tag.tsx';
import { useFormat } from '../use-format.ts';
import { TemplateDialog } from './template-dialog.tsx';
import { useArchival, useTemplateName, useTemplates, type Template } from './templates-data.ts';
import styles from './templates.module.css';

/** The words agents start their mails from. */
export function TemplatesPage() {
  const { t } = useTranslation('case');
  const { number } = useFormat();
  const templates = useTemplates();
  const [edited, setEdited] = useState<Template | 'new' | null>(null);
  if (templates.error) return <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />;
  if (!templates.data) return <LoadingShape />;
  const count = templates.data.filter(({ archivedAt }) => archivedAt === null).length;
  return (
    <>
      <PageTitle>
        <Trans t={t} i18nKey="templates.title" values={{ n: number(count) }} components={{ em: <em /> }} />
      </PageTitle>
      <p className={styles.intro}>{t('templates.help')}</p>
      <ul className={styles.list}>
        {templates.data.map((template) => (
          <Row key={template.id} template={template} onEdit={() => setEdited(template)} />
        ))}
      </ul>
      <Button variant="filled" onClick={() => setEdited('new')}>
        {t('templates.add')}
      </Button>
      {edited ? (
        <TemplateDialog template={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      ) : null}
    </>
  );
}

function Row({ template, onEdit }: { template: Template; onEdit: () => void }) {
  const { t } = useTranslation('case');
  const archival = useArchival();
  const nameOf = useTemplateName();
  const { id, archivedAt } = template;
  const isArchived = archivedAt !== null;
  const name = nameOf(template);
  const toggle = () => archival.mutate({ id, isArchived: !isArchived }, { onError: notifyProblem });
  const step = t(isArchived ? 'templates.restore' : 'templates.archive');
  return (
    <li data-archived={isArchived || undefined}>
      <bdi>{name}</bdi>
      {isArchived ? <Tag>{t('templates.archived')}</Tag> : null}
      <span className={styles.steps}>
        <Button size="compact-sm" aria-label={`${t('templates.edit')}: ${name}`} onClick={onEdit}>
          {t('templates.edit')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={`${step}: ${name}`}
          onClick={toggle}
          loading={archival.isPending}
        >
          {step}
        </Button>
      </span>
    </li>
  );
}
