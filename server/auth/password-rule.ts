import { z } from 'zod';

export const minPasswordLength = 10;

export const newPassword = z
  .string()
  .min(minPasswordLength, `A password has at least ${minPasswordLength} characters.`)
  .max(128, 'A password has at most 128 characters.');
