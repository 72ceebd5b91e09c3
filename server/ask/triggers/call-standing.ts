/** What was done about a call, as its events tell it. */
export interface CallStep {
  kind: string;
  /** How a call went. */
  outcome: string | null;
  by: { id: string; name: string } | null;
  /** Whom a manager let make it. */
  allowedId: string | null;
  at: Date;
}

export interface CallStanding {
  /** Calls in vain. */
  tries: number;
  /** Who is at the interview; null when nobody has reached the customer, or the talk was put off. */
  underWay: { id: string; name: string; since: Date } | null;
  /** The customer has named the time of the next call herself. */
  isAgreed: boolean;
  /** Who may make the call though she has served the customer. */
  allowed: string[];
}

export const stepKinds = ['call-made', 'interview-taken-over', 'interviewer-allowed'] as const;

/** How a call stands after everything that was done about it, the earliest first. */
export function standingAfter(steps: CallStep[]): CallStanding {
  return steps.reduce<CallStanding>(
    (standing, step) => {
      if (step.kind === 'interviewer-allowed') {
        const allowed = step.allowedId === null ? [] : [step.allowedId];
        return { ...standing, allowed: [...standing.allowed, ...allowed] };
      }
      const isReached = step.kind === 'interview-taken-over' || step.outcome === 'reached';
      return {
        ...standing,
        tries: standing.tries + (step.outcome === 'not-reached' ? 1 : 0),
        underWay: isReached && step.by ? { ...step.by, since: step.at } : null,
        isAgreed: step.outcome === 'again',
      };
    },
    { tries: 0, underWay: null, isAgreed: false, allowed: [] },
  );
}
