import { z } from 'zod';
import { narrowing, span } from '../narrowing.ts';

export const exportables = ['responses', 'reasons', 'departures', 'returns', 'compensation'] as const;
export const formats = ['csv', 'xlsx'] as const;

/** What is to be exported: the question of a page of figures, and which of its tables. */
export const exportQuestion = z.object({
  what: z.enum(exportables),
  as: z.enum(formats),
  /** Whose reasons. */
  source: z.enum(['responses', 'departures']).default('responses'),
  ...span,
  ...narrowing,
});

export type ExportQuestion = z.infer<typeof exportQuestion>;
