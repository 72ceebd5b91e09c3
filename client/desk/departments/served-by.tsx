import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useIsClosed } from '../components/way.tsx';
import { Section } from '../components/section.tsx';
import type { DepartmentFigures } from './departments-data.ts';
import { GroupTable } from './group-table.tsx';

type Props = {
  figures: DepartmentFigures;
  nameOf: (code: string) => string;
  toOf: (code: string) => string | null;
};

/** Departments by how the customers they serve score. */
export function ServedBy({ figures: { departments, whole }, nameOf, toOf }: Props) {
  const { t } = useTranslation(['departments', 'overview', 'desk']);
  const isClosed = useIsClosed();
  if (departments.every(({ key }) => key === ''))
    return (
      <Section title={t('served.title')}>
        <p className="soft">
          {t('served.none')} {isClosed ? null : <Link to="/customers/import">{t('served.toImport')}</Link>}
        </p>
      </Section>
    );
  return (
    <GroupTable
      title={t('served.title')}
      what={t('column.department')}
      groups={departments}
      whole={whole}
      nameOf={(code) => (code === '' ? t('served.nobody') : nameOf(code))}
      toOf={toOf}
      note={t('scale')}
      isWalked
    />
  );
}
