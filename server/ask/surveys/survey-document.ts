import { z } from 'zod';
import { isShallow } from '../../http/nested.ts';

const deepest = 40;

/** A SurveyJS document in a request: any JSON object that is not nested beyond reading. */
export const surveyDocument = z
  .record(z.string(), z.unknown())
  .refine((document) => isShallow(document, deepest), `More than ${deepest} levels inside each other.`);
