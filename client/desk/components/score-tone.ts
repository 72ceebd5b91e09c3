export type Measure = 'nps' | 'csat' | 'ces';

type Bounds = { bad: number; middling: number };
const upTo: Record<Measure, Bounds> = {
  nps: { bad: 4, middling: 8 },
  csat: { bad: 2, middling: 3 },
  ces: { bad: 3, middling: 5 },
};

/** The colour of a score's badge. Not the measure's own classes: those are counted in surveys/ only. */
export function scoreTone(score: number, measure: Measure): 'bad' | 'middling' | 'good' {
  const { bad, middling } = upTo[measure];
  if (score <= bad) return 'bad';
  return score <= middling ? 'middling' : 'good';
}
