import { useTranslation } from 'react-i18next';
import { ChoiceChip } from '../components/choice-chip.tsx';
import { useProgramName } from '../components/use-names.ts';
import { useAddress } from '../use-address.ts';

const tiers = ['gold', 'silver', 'copper'];

type Program = { id: string; name: string };

/** Program and tier: which answers the figures are about. Departures have no program: `null`. */
export function NarrowingChips({ programs }: { programs: Program[] | null }) {
  const { t } = useTranslation(['overview', 'desk']);
  const { get, go } = useAddress();
  const [program, tier] = [get('program') ?? null, get('tier') ?? null];
  const nameOf = useProgramName();
  const named = (programs ?? []).map((one) => ({ value: one.id, label: nameOf(one) }));
  return (
    <>
      {programs === null ? null : (
        <ChoiceChip
          value={program}
          isOn={program !== null}
          options={[
            { value: null, label: t('allPrograms') },
            ...named,
            { value: 'imported', label: t('imported') },
          ]}
          onChoose={(value) => go({ program: value })}
        />
      )}
      <ChoiceChip
        value={tier}
        isOn={tier !== null}
        options={[
          { value: null, label: t('allTiers') },
          ...tiers.map((value) => ({ value, label: t(`desk:tier.${value}`) })),
        ]}
        onChoose={(value) => go({ tier: value })}
      />
    </>
  );
}
