import { z } from 'zod';
import { readPlace } from './place.ts';

/** Where the last page of a list ended, in the query of the next one. */
export const place = z
  .string()
  .transform(readPlace)
  .refine((place) => place !== null, 'is not a place of this list')
  .optional();
