import { Button, NativeSelect } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api.ts';
import { DataTable, type Column } from '../components/data-table.tsx';
import { notifyDone, notifyProblem, notifyRefusal, notifyWithUndo } from '../components/notify.tsx';
import { Tag } from '../components/tag.tsx';
import type { Role } from '../nav.ts';
import { useSession } from '../session.tsx';
import styles from './settings.module.css';
import { HandOver, WorkDialog } from './work-dialog.tsx';
import { useNow } from '../components/use-now.ts';
import { useFormat } from '../use-format.ts';
import { useState } from 'react';
import { languageNames, nearestLanguage } from '#client/locales/languages.ts';
import { useDepartmentLabel } from '../departments.ts';
import { roles, useChangeStaff, type StaffMember } from './staff.ts';

export function StaffTable({ staff }: { staff: StaffMember[] }) {
  const { t } = useTranslation('settings');
  const { actor } = useSession();
  const columns = staffColumns(t, actor.role === 'admin');
  return <DataTable label={t('people.list')} columns={columns} rows={staff} rowKey={({ id }) => id} />;
}

function staffColumns(t: TFunction<'settings'>, isAdmin: boolean): Column<StaffMember>[] {
  const columns: Column<StaffMember>[] = [
    { key: 'name', label: t('people.name'), cell: (person) => <Name person={person} /> },
    { key: 'email', label: t('people.email'), cell: ({ email }) => <bdi>{email}</bdi> },
    {
      key: 'role',
      label: t('people.role'),
      cell: (person) =>
        isAdmin && person.leftAt === null ? <RoleChoice person={person} /> : t(`people.roles.${person.role}`),
    },
  ];
  columns.push({ key: 'work', label: t('people.work'), cell: (person) => <Work person={person} /> });
  if (isAdmin) {
    columns.push({ key: 'end', label: '', isNumber: true, cell: (person) => <Leaving person={person} /> });
  }
  return columns;
}

function Name({ person }: { person: StaffMember }) {
  const { t } = useTranslation('settings');
  const { actor } = useSession();
  return (
    <span className={styles.person}>
      <bdi>{person.name}</bdi>
      {person.id === actor.id ? <Tag>{t('people.you')}</Tag> : null}
      {person.leftAt === null ? null : <Tag>{t('people.left')}</Tag>}
    </span>
  );
}

/** In which languages and for whom she answers, until when she is away, and what she still owns then. */
function Work({ person }: { person: StaffMember }) {
  const { t } = useTranslation('settings');
  const [isOpen, setOpen] = useState(false);
  const departmentLabel = useDepartmentLabel();
  const { list, instant } = useFormat();
  const now = useNow();
  const back = person.awayUntil && new Date(person.awayUntil) > now ? new Date(person.awayUntil) : null;
  const spoken = [person.locale, ...person.languages].map((one) => languageNames[nearestLanguage(one)]);
  const change = useChangeStaff();
  if (person.leftAt !== null) return person.openCases > 0 ? <HandOver person={person} /> : null;
  return (
    <span className={styles.person}>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={t('people.workOf', { name: isolated(person.name) })}
        onClick={() => setOpen(true)}
      >
        {list(spoken)}
        {person.department ? ` · ${departmentLabel(person.department)}` : null}
      </Button>
      {back ? (
        <>
          <Tag>{t('people.away', { until: instant(back, now) })}</Tag>
          {person.openCases > 0 ? <HandOver person={person} /> : null}
          <Button
            size="compact-sm"
            loading={change.isPending}
            onClick={() => change.mutate({ id: person.id, backOn: null }, { onError: notifyProblem })}
          >
            {t('people.isBack')}
          </Button>
        </>
      ) : null}
      {isOpen ? <WorkDialog person={person} onClose={() => setOpen(false)} /> : null}
    </span>
  );
}

function RoleChoice({ person }: { person: StaffMember }) {
  const { t } = useTranslation('settings');
  const change = useChangeStaff();
  const refuse = useRefusal();
  const name = isolated(person.name);
  const choose = (role: Role) =>
    change.mutate(
      { id: person.id, role },
      {
        onSuccess: () => notifyDone(t('people.roleChanged', { name, role: t(`people.roles.${role}`) })),
        onError: refuse,
      },
    );
  return (
    <NativeSelect
      className={styles.role}
      aria-label={`${t('people.role')}, ${person.name}`}
      value={person.role}
      disabled={change.isPending}
      data={roles.map((role) => ({ value: role, label: t(`people.roles.${role}`) }))}
      onChange={({ currentTarget }) => {
        const role = roles.find((known) => known === currentTarget.value);
        if (role) choose(role);
      }}
    />
  );
}

function Leaving({ person }: { person: StaffMember }) {
  const { t } = useTranslation('settings');
  const { actor } = useSession();
  const change = useChangeStaff();
  const refuse = useRefusal();
  const name = isolated(person.name);
  const takeBack = () =>
    change.mutate(
      { id: person.id, hasLeft: false },
      { onSuccess: () => notifyDone(t('people.back', { name })), onError: refuse },
    );
  const letGo = () =>
    change.mutate(
      { id: person.id, hasLeft: true },
      { onSuccess: () => notifyWithUndo(t('people.gone', { name }), takeBack), onError: refuse },
    );
  if (person.id === actor.id) return null;
  return person.leftAt === null ? (
    <Button size="compact-sm" variant="subtle" color="gray" onClick={letGo} loading={change.isPending}>
      {t('people.hasLeft')}
    </Button>
  ) : (
    <Button size="compact-sm" onClick={takeBack} loading={change.isPending}>
      {t('people.takeBack')}
    </Button>
  );
}

/** The one conflict a change of somebody can meet, in the reader's words. */
function useRefusal() {
  const { t } = useTranslation('settings');
  return (error: unknown) => {
    const isLastAdmin = error instanceof ApiProblem && error.status === 409;
    if (isLastAdmin) notifyRefusal(t('people.lastAdmin'));
    else notifyProblem(error);
  };
}

const isolated = (name: string) => `\u2068${name}\u2069`;
