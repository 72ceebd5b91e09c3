import type { programs } from '#db/schema/programs.ts';
import { everybody } from './audience/condition.ts';

type Shipped = Omit<typeof programs.$inferInsert, 'createdAt' | 'updatedAt' | 'pausedAt'> & {
  /** A company switches it on. */
  isPaused?: boolean;
};

/** Asks whether a case was put right; how long after is the company's setting, not the program's. */
export const followUpProgramId = 'case-follow-up';

const always = { opensOnDay: 1, closesAfterDays: 14 };

/** Who left lately: an old departure told late is not asked about any more. */
const leftLately = { field: 'departed', is: 'within-days', value: 60 } as const;

/** The programs every installation starts with. */
export const shippedPrograms: Shipped[] = [
  // A1: who got a quote or completed an order in the month before.
  {
    ...always,
    id: 'monthly',
    kind: 'monthly',
    surveyId: 'monthly',
    audience: { field: 'order-or-quote', is: 'last-month' },
  },
  // A5
  {
    ...always,
    id: 'exit',
    kind: 'exit',
    surveyId: 'exit-interview',
    audience: leftLately,
    trigger: { on: 'departure', after: { minutes: 0 } },
  },
  // A6: a call exactly one month after leaving.
  {
    ...always,
    id: 'exit-call',
    kind: 'exit',
    surveyId: 'exit-interview',
    channel: 'call',
    audience: leftLately,
    trigger: { on: 'departure', after: { months: 1 } },
    isPaused: true,
  },
  // A3
  {
    ...always,
    id: 'after-service',
    kind: 'transactional',
    surveyId: 'after-service',
    audience: everybody,
    trigger: { on: 'order', after: { days: 1 } },
    isPaused: true,
  },
  {
    ...always,
    id: followUpProgramId,
    kind: 'transactional',
    surveyId: 'follow-up',
    audience: everybody,
    trigger: { on: 'event', event: 'case-resolved', after: { minutes: 0 } },
  },
  // A7
  {
    ...always,
    id: 'staff-reasons',
    kind: 'staff',
    surveyId: 'staff-reasons',
    audience: everybody,
    isAnonymous: true,
    isPaused: true,
  },
  // A8: customers of a year and more who ordered in the last three months.
  {
    ...always,
    id: 'loyal',
    kind: 'one-off',
    surveyId: 'loyal',
    audience: {
      all: [
        { field: 'customer-since', is: 'longer-ago', value: 365 },
        { field: 'orders-90-days', is: 'at-least', value: 1 },
      ],
    },
    isPaused: true,
  },
];
