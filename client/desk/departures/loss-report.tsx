import { useTranslation } from 'react-i18next';
import { CertainShare } from '../components/certain-share.tsx';
import { DataTable, type Column } from '../components/data-table.tsx';
import { MoneyList } from '../components/money-list.tsx';
import { Section } from '../components/section.tsx';
import { Way } from '../components/way.tsx';
import { Tag } from '../components/tag.tsx';
import { useWhyMissing } from '../components/use-why-missing.ts';
import { useDepartmentName } from '../narrowing/use-department-name.ts';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import type { Losses } from './departures-data.ts';

type Props = { by: 'manager' | 'department'; rows: Losses[] };

/** The lost-customers report (M2): lost of total, the greatest share first; of a hidden group, why it is. */
export function LossReport({ by, rows }: Props) {
  const { t } = useTranslation('departures');
  const columns = useColumns(by);
  const isNamed = rows.some(({ group }) => group !== '');
  const hidesOne = rows.some(({ counts }) => counts === null);
  if (!isNamed) return null;
  return (
    <Section title={t(`report.${by}`)} aside={t('report.note')} note={hidesOne ? t('report.hidden') : null}>
      <DataTable label={t(`report.${by}`)} columns={columns} rows={rows} rowKey={({ group }) => group} />
    </Section>
  );
}

function useColumns(by: Props['by']): Column<Losses>[] {
  const { t } = useTranslation('departures');
  const { number } = useFormat();
  const whyMissing = useWhyMissing();
  const { to } = useAddress();
  const departmentName = useDepartmentName();
  const name = (group: string) => (by === 'manager' ? group : departmentName(group));
  return [
    {
      key: 'group',
      label: t(`report.${by}`),
      cell: ({ group }) =>
        group === '' ? (
          t('report.nobody')
        ) : (
          <Way to={to({ [by]: group })}>
            <bdi>{name(group)}</bdi>
          </Way>
        ),
    },
    {
      key: 'lost',
      label: t('report.lost'),
      isNumber: true,
      cell: ({ counts, share }) =>
        counts ? (
          t('report.of', { part: number(counts.lost), whole: number(counts.atStart) })
        ) : (
          <span className="soft">{share.hidden === 'too-few' ? t('report.ofFew') : whyMissing(share)}</span>
        ),
    },
    {
      key: 'share',
      label: t('report.share'),
      isNumber: true,
      cell: ({ counts, share, against }) =>
        counts && (
          <>
            <CertainShare share={share} />{' '}
            {against ? <Tag tone={against === 'more' ? 'bad' : 'good'}>{t(`report.${against}`)}</Tag> : null}
          </>
        ),
    },
    {
      key: 'money',
      label: t('report.money'),
      isNumber: true,
      cell: ({ counts, money }) => counts && <MoneyList money={money} />,
    },
  ];
}
