import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { programs } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';

export const pageSize = 30;

const columns = {
  responseId: responses.id,
  words: responses.verbatim,
  nps: responses.nps,
  csat: responses.csat,
  ces: responses.ces,
  tier: responses.tier,
  language: responses.locale,
  month: responses.month,
  at: responses.answeredAt,
  customerId: responses.customerId,
  customerName: customers.name,
  caseId: cases.id,
  programId: responses.programId,
  programName: programs.name,
  /** Who asked on the telephone. */
  askedBy: staff.name,
};

export type VoiceRow = Awaited<ReturnType<typeof voiceRows>>[number];

/** Answers with whom and what they belong to; the caller says which. */
export const voiceRows = (db: Database) =>
  db
    .select(columns)
    .from(responses)
    .leftJoin(customers, eq(customers.id, responses.customerId))
    .leftJoin(cases, eq(cases.responseId, responses.id))
    .leftJoin(programs, eq(programs.id, responses.programId))
    .leftJoin(staff, eq(staff.id, responses.interviewedBy));
