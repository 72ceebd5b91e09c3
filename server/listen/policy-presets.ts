import ar from '#client/locales/ar/policies.json' with { type: 'json' };
import en from '#client/locales/en/policies.json' with { type: 'json' };
import he from '#client/locales/he/policies.json' with { type: 'json' };
import ru from '#client/locales/ru/policies.json' with { type: 'json' };
import type {
  PolicyDocument,
  PolicyGift,
  PolicyGuards,
  PolicyRule,
  PolicyTest,
} from '#db/schema/policy-parts.ts';
import type { Language } from '#surveys/languages.ts';
import { shippedPolicy } from './compensation-policy.ts';

type Texts = typeof en;
export type PresetCode = keyof Texts['presets'];
type RuleCode = keyof Texts['rules'];

const texts = { ar, en, he, ru } as const satisfies Record<Language, Texts>;

/** The one a new company starts with. */
export const shippedPreset: PresetCode = 'order-share';

interface Plan {
  code: RuleCode;
  id?: string;
  when: PolicyTest;
  give: PolicyGift;
}

const ours = ['service', 'product'];
const share = (percentOfOrder: number): PolicyGift => ({
  kind: 'account-credit',
  amount: { percentOfOrder },
  approval: 'agent',
});
const fifth: Plan = {
  code: 'order-share',
  id: shippedPolicy.rule,
  when: { categories: ours },
  give: share(shippedPolicy.percentOfOrder),
};

/** What practitioners do, as policies to start from. */
const presets = {
  /** C2. */
  'order-share': [fifth],
  /** C4, and B2 for those who recommend us. */
  'small-customers': [
    {
      code: 'gift-for-promoters',
      when: { categories: ours, isPromoter: true },
      give: { ...share(20), kind: 'voucher', validDays: 90 },
    },
    {
      code: 'apology-for-small',
      when: { categories: ours, tiers: ['copper'] },
      give: { kind: 'apology', approval: 'agent' },
    },
    fifth,
  ],
  /** C3: 10 to 50 % of a debt. */
  'debt-relief': [
    {
      code: 'debt-half',
      when: { categories: ours, scoreAtMost: 2 },
      give: { ...share(50), kind: 'debt-write-off', approval: 'admin' },
    },
    {
      code: 'debt-tenth',
      when: { categories: ours },
      give: { ...share(10), kind: 'debt-write-off', approval: 'manager' },
    },
  ],
  /** C7. */
  'key-customers': [
    {
      code: 'leader-call',
      when: { tiers: ['gold'], scoreAtMost: 2 },
      give: { kind: 'leader-call', approval: 'manager', details: { leader: '' } },
    },
    {
      code: 'leader-letter',
      when: { tiers: ['gold'], scoreAtMost: 6 },
      give: { kind: 'leader-letter', approval: 'manager', details: { leader: '' } },
    },
    fifth,
  ],
  /** C9. */
  points: [
    {
      code: 'points',
      when: { categories: ours },
      give: { kind: 'points', amount: { points: 500 }, validDays: 365, approval: 'agent' },
    },
  ],
} as const satisfies Record<PresetCode, Plan[]>;

export const presetCodes = Object.keys(presets) as PresetCode[];

const guards: PolicyGuards = {
  budgetPerMonthMinor: null,
  budgetPerProgramMinor: {},
  capPerCustomer: null,
  cooldownDays: 0,
  capPercentOfOrder: shippedPolicy.capPercentOfOrder,
  run: { answers: 10, hours: 1 },
  holdsDuplicates: true,
  secondPersonAboveMinor: null,
  proposalDays: 30,
};

/** A policy to start from, its rules named in a language. */
export function presetDocument(code: PresetCode, language: Language): PolicyDocument {
  const isPoints = code === 'points';
  // A copy: whoever asks goes on to change it.
  return structuredClone({
    rules: presets[code].map((plan) => ruleOf(plan, language)),
    guards,
    points: { hundredWorthMinor: isPoints ? 100 : null, leastToRedeem: isPoints ? 500 : 0 },
    holdoutPercent: 0,
  });
}

const ruleOf = ({ code, id = code, when, give }: Plan, language: Language): PolicyRule => ({
  id,
  name: texts[language].rules[code],
  when,
  give,
});

/** Every preset with what it is called and does, for who chooses one. */
export function presetsIn(language: Language) {
  return presetCodes.map((code) => ({
    code,
    ...texts[language].presets[code],
    document: presetDocument(code, language),
  }));
}
