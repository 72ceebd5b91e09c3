import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { EmptyPage } from '../components/empty-page.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { Columns } from '../components/section.tsx';
import { DepartmentDrivers } from '../drivers/department-drivers.tsx';
import { isAtLeast } from '../nav.ts';
import { ViewMenu } from '../views/view-menu.tsx';
import { NarrowingChips } from '../narrowing/narrowing-chips.tsx';
import { PeriodChips } from '../narrowing/period-chips.tsx';
import { useDepartmentName } from '../narrowing/use-department-name.ts';
import type { Span } from '../reasons/span.ts';
import { useSession } from '../session.tsx';
import { useAddress } from '../use-address.ts';
import { AskedAbout } from './asked-about.tsx';
import {
  useDepartments,
  useDepartmentsQuestion,
  type DepartmentFigures,
  type ManagerFigures,
} from './departments-data.ts';
import { DepartmentsTitle } from './departments-title.tsx';
import { GroupTable } from './group-table.tsx';
import { ServedBy } from './served-by.tsx';

/** Whose work hurts or helps? */
export function Component() {
  const { actor } = useSession();
  return isAtLeast(actor.role, 'manager') ? <DepartmentsPage /> : <Navigate to="/inbox" replace />;
}

function DepartmentsPage() {
  const { t, ready } = useTranslation(['departments', 'drivers', 'overview', 'reasons', 'desk']);
  const { data, error, refetch } = useDepartments();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || !ready) return <LoadingShape />;
  const { figures, from, to, months } = data;
  if (figures === null || from === null || to === null)
    return (
      <EmptyPage
        heading={t('desk:nav.departments')}
        title={t('empty.title')}
        text={t('empty.text')}
        action={{ label: t('empty.action'), to: '/programs' }}
      />
    );
  const span = { from, to };
  return (
    <>
      <FilterRow>
        <PeriodChips months={months} span={span} />
        <NarrowingChips without={['department', 'manager']} />
        <ViewMenu span={span} tables={['responses', 'reasons']} shareAs="departments" />
      </FilterRow>
      <Blocks figures={figures} span={span} />
    </>
  );
}

function Blocks({ figures, span }: { figures: DepartmentFigures & ManagerFigures; span: Span }) {
  const nameOf = useDepartmentName();
  const question = useDepartmentsQuestion();
  const { to } = useAddress();
  const reasonsOf = (narrow: { department: string } | { manager: string }) =>
    `/reasons${to({ department: null, manager: null, ...span, ...narrow })}`;
  const toDepartment = (code: string) => (code === '' ? null : reasonsOf({ department: code }));
  const serves = new Set(figures.departments.map(({ key }) => key));
  return (
    <>
      <DepartmentsTitle figures={figures} nameOf={nameOf} />
      <Columns>
        <ServedBy figures={figures} nameOf={nameOf} toOf={toDepartment} />
        <AskedAbout
          asked={figures.asked}
          nameOf={nameOf}
          toOf={(code) => (serves.has(code) ? toDepartment(code) : null)}
        />
      </Columns>
      <Columns>
        <Managers figures={figures} toOf={(manager) => reasonsOf({ manager })} />
        <DepartmentDrivers question={{ ...question, ...span }} nameOf={nameOf} />
      </Columns>
    </>
  );
}

type ManagersProps = { figures: ManagerFigures; toOf: (manager: string) => string };

function Managers({ figures: { managers, whole }, toOf }: ManagersProps) {
  const { t } = useTranslation(['departments', 'overview', 'desk']);
  if (managers.every(({ key }) => key === '')) return <div />;
  return (
    <GroupTable
      title={t('managers.title')}
      what={t('column.manager')}
      groups={managers}
      whole={whole}
      nameOf={(manager) => manager || t('managers.nobody')}
      toOf={(manager) => (manager === '' ? null : toOf(manager))}
      isWalked={false}
    />
  );
}
