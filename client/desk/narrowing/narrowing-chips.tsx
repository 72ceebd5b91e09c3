import { useTranslation } from 'react-i18next';
import { REASON_CATEGORIES } from '#surveys/reasons.ts';
import { languageNames, languages } from '#client/locales/languages.ts';
import { ChoiceChip } from '../components/choice-chip.tsx';
import { Chip } from '../components/filter-row.tsx';
import { useProgramName } from '../components/use-names.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useAddress } from '../use-address.ts';
import { useDepartmentName } from './use-department-name.ts';
import { useChoices, useNarrowing } from './use-narrowing.ts';

type Name = keyof ReturnType<typeof useNarrowing>;
type Option = { value: string; label: string };

const answersOnly: Name[] = ['program', 'language', 'segment'];
const tiers = ['gold', 'silver', 'copper'];

/** Which answers the figures are about. What departures do not have is left out for them. */
export function NarrowingChips({
  source = 'responses',
  without = [],
}: {
  source?: 'responses' | 'departures';
  without?: Name[];
}) {
  const { t } = useTranslation('desk');
  const options = useOptions();
  const narrowing = useNarrowing();
  const { go } = useAddress();
  const shown = (Object.keys(options) as Name[]).filter(
    (name) => !without.includes(name) && !(source === 'departures' && answersOnly.includes(name)),
  );
  return shown.map((name) => {
    const value = narrowing[name] ?? null;
    if (options[name].length === 0 && value === null) return null;
    const known = options[name].some((option) => option.value === value);
    return value !== null && !known ? (
      <Chip key={name} isOn onRemove={() => go({ [name]: null })}>
        {value}
      </Chip>
    ) : (
      <ChoiceChip
        key={name}
        value={value}
        isOn={value !== null}
        options={[{ value: null, label: t(`narrow.all.${name}`) }, ...options[name]]}
        onChoose={(chosen) => go({ [name]: chosen })}
      />
    );
  });
}

function useOptions(): Record<Name, Option[]> {
  const { t } = useTranslation('desk');
  const { data } = useChoices();
  const programName = useProgramName();
  const departmentName = useDepartmentName();
  const reasonLabel = useReasonLabel();
  const label = (category: (typeof REASON_CATEGORIES)[number]) => reasonLabel(category, null);
  const pairs = REASON_CATEGORIES.flatMap((one, at) =>
    REASON_CATEGORIES.slice(at + 1).map((other) => [one, other] as const),
  );
  return {
    program: [
      ...(data?.programs ?? []).map((program) => ({ value: program.id, label: programName(program) })),
      { value: 'imported', label: t('narrow.imported') },
    ],
    tier: tiers.map((value) => ({ value, label: t(`tier.${value}`) })),
    department: (data?.departments ?? []).map(({ code }) => ({ value: code, label: departmentName(code) })),
    manager: (data?.managers ?? []).map((name) => ({ value: name, label: name })),
    language: languages.map((value) => ({ value, label: languageNames[value] })),
    named: REASON_CATEGORIES.map((category) => ({ value: category, label: label(category) })),
    segment: pairs.map(([one, other]) => ({
      value: [one, other].toSorted().join('+'),
      label: t('narrow.pair', { one: label(one), other: label(other) }),
    })),
  };
}
