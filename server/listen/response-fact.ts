import type { Reason } from '#surveys/reasons.ts';
import { noProgram, noTier } from './no-slice.ts';

/** A coded cause as a fact keeps it; an empty detail is the category alone. */
export interface FactReason {
  category: string;
  detail: string;
}

/** What one answer counts as in every figure: whose it was, what it scored and what it named. */
export interface ResponseFact {
  month: string;
  programId: string;
  tier: string;
  /** Empty where nobody knows. */
  department: string;
  accountManager: string;
  language: string;
  currency: string;
  monthlyMinor: number;
  scores: { measure: string; value: number }[];
  /** As the customer chose them, by question that asks why, in their order: the second is the indirect one (R5). */
  stated: FactReason[][];
  /** What other questions told: the detail of what was chosen, or "not on time". */
  told: FactReason[];
  inferred: FactReason[];
  confirmed: FactReason[];
}

interface Answered {
  row: {
    month: string;
    programId?: string | null | undefined;
    tier?: string | null | undefined;
    department?: string | null | undefined;
    accountManager?: string | null | undefined;
    locale?: string | null | undefined;
  };
  scores: { measure: string; value: string | number }[];
  reasons: FactReason[];
  whys?: Reason[][] | undefined;
  monthlyMinor: number;
  currency: string;
}

/** What a new answer counts as. */
export function factOf({ row, scores, reasons, whys, monthlyMinor, currency }: Answered): ResponseFact {
  const said = saidIn({ scores, reasons, whys });
  return {
    month: row.month,
    programId: row.programId ?? noProgram,
    tier: row.tier ?? noTier,
    department: row.department ?? '',
    accountManager: row.accountManager ?? '',
    language: row.locale ?? '',
    currency,
    monthlyMinor,
    scores: said.scores,
    stated: said.stated,
    told: said.told,
    inferred: [],
    confirmed: [],
  };
}

/** The part of a fact that the customer says, and may correct. */
export function saidIn({
  scores,
  reasons,
  whys,
}: Pick<Answered, 'scores' | 'reasons' | 'whys'>): Pick<ResponseFact, 'scores' | 'stated' | 'told'> {
  const stated = whys?.map((why) => why.map(withDetail)) ?? [reasons.map(withDetail)];
  const isStated = ({ category, detail }: FactReason) =>
    stated.some((why) => why.some((one) => one.category === category && one.detail === detail));
  return {
    scores: scores.map(({ measure, value }) => ({ measure, value: Number(value) })),
    stated,
    told: reasons.map(withDetail).filter((reason) => !isStated(reason)),
  };
}

const withDetail = ({ category, detail }: Reason | FactReason): FactReason => ({
  category,
  detail: detail ?? '',
});

const betweenFields = '\u001F';
const betweenQuestions = '|';
const betweenWords = ' ';

/** The fact as one text: the driver takes a microsecond for every value, and a reader of millions asks for one each. */
export function factText(fact: ResponseFact): string {
  return [
    fact.month,
    fact.programId,
    fact.tier,
    plain(fact.department),
    plain(fact.accountManager),
    fact.language,
    fact.currency,
    String(fact.monthlyMinor),
    fact.scores.map(({ measure, value }) => `${measure}=${value}`).join(betweenWords),
    fact.stated.map(codesText).join(betweenQuestions),
    codesText(fact.told),
    codesText(fact.inferred),
    codesText(fact.confirmed),
  ].join(betweenFields);
}

/** What `factText` wrote. */
export function readFact(text: string): ResponseFact {
  const [month, programId, tier, department, accountManager, language, currency, monthly, ...said] =
    text.split(betweenFields);
  const [scores, stated, told, inferred, confirmed] = said;
  return {
    month: month ?? '',
    programId: programId ?? '',
    tier: tier ?? '',
    department: department ?? '',
    accountManager: accountManager ?? '',
    language: language ?? '',
    currency: currency ?? '',
    monthlyMinor: Number(monthly),
    scores: readScores(scores ?? ''),
    stated: readStated(stated ?? ''),
    told: readCodes(told ?? ''),
    inferred: readCodes(inferred ?? ''),
    confirmed: readCodes(confirmed ?? ''),
  };
}

export const readScores = (text: string): ResponseFact['scores'] =>
  wordsOf(text).map((word) => {
    const at = word.lastIndexOf('=');
    return { measure: word.slice(0, at), value: Number(word.slice(at + 1)) };
  });

export const readStated = (text: string): FactReason[][] =>
  text === '' ? [] : text.split(betweenQuestions).map(readCodes);

export const readCodes = (text: string): FactReason[] =>
  wordsOf(text).map((word) => {
    const [category = '', detail = ''] = word.split('/');
    return { category, detail };
  });

/** What an answer counts under: what was stated, and what a person confirmed. */
export const countedIn = ({
  stated,
  confirmed,
}: Pick<ResponseFact, 'stated' | 'confirmed'>): FactReason[] => [...stated.flat(), ...confirmed];

const codesText = (reasons: FactReason[]): string => reasons.map(codeOf).join(betweenWords);

const codeOf = ({ category, detail }: FactReason): string => (detail ? `${category}/${detail}` : category);

const wordsOf = (text: string): string[] => (text === '' ? [] : text.split(betweenWords));

/** A name somebody typed must not end the field it stands in. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ').trim();
