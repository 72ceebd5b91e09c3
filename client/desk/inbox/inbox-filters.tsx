import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '#client/locales/languages.ts';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { ChoiceChip } from '../components/choice-chip.tsx';
import { Chip, FilterRow } from '../components/filter-row.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useDepartmentLabel, useDepartments } from '../departments.ts';
import { useAddress } from '../use-address.ts';
import { SaveView } from '../views/save-view.tsx';
import { filters, narrowings, useColleagues, type Narrowing } from './inbox-data.ts';

/** Which cases stand in the list; all of it is in the address, so that a queue can be kept under a name. */
export function InboxFilters() {
  const { t } = useTranslation('inbox');
  const { get, go } = useAddress();
  const isNarrowed = narrowings.some((name) => get(name));
  const [isOpen, setOpen] = useState(isNarrowed);
  const [isSaving, setSaving] = useState(false);
  const current = filters.find((filter) => filter === get('filter')) ?? 'all';
  return (
    <>
      <FilterRow>
        {filters.map((filter) => (
          <Chip
            key={filter}
            isOn={filter === current}
            onClick={() => go({ filter: filter === 'all' ? null : filter }, { replace: true })}
          >
            {t(`filter.${filter}`)}
          </Chip>
        ))}
        <Chip isOn={isOpen || isNarrowed} onClick={() => setOpen(!isOpen)}>
          {t('narrow.more')}
        </Chip>
      </FilterRow>
      {isOpen || isNarrowed ? (
        <FilterRow>
          <Narrowings />
          <Chip onClick={() => setSaving(true)}>{t('narrow.keep')}</Chip>
        </FilterRow>
      ) : null}
      {isSaving ? <SaveView page="/inbox" onClose={() => setSaving(false)} /> : null}
    </>
  );
}

function Narrowings() {
  const { t } = useTranslation('inbox');
  const { get, go } = useAddress();
  const options = useOptions();
  return narrowings
    .filter((name) => options[name].length > 0)
    .map((name) => {
      const value = get(name) ?? null;
      return (
        <ChoiceChip
          key={name}
          value={value}
          isOn={value !== null}
          options={[{ value: null, label: t(`narrow.all.${name}`) }, ...options[name]]}
          onChoose={(chosen) => go({ [name]: chosen }, { replace: true })}
        />
      );
    });
}

type Option = { value: string; label: string };

function useOptions(): Record<Narrowing, Option[]> {
  const { t } = useTranslation('inbox');
  const { data: departments } = useDepartments();
  const { data: colleagues } = useColleagues();
  const departmentLabel = useDepartmentLabel();
  const reasonLabel = useReasonLabel();
  const people = (colleagues ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return {
    severity: ['4', '3', '2', '1'].map((value) => ({ value, label: t(`severity.${value}`) })),
    tier: ['gold', 'silver', 'copper'].map((value) => ({ value, label: t(`desk:tier.${value}`) })),
    category: REASON_CATEGORIES.map((value) => ({ value, label: reasonLabel(value, null) })),
    department: (departments ?? []).map(({ code }) => ({ value: code, label: departmentLabel(code) })),
    language: languages.map((value) => ({ value, label: languageNames[value] })),
    owner: [{ value: 'none', label: t('owner.nobody') }, ...people],
  };
}
