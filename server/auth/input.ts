import { z } from 'zod';
import { languageCode, personName, settableCompany } from '../company/input.ts';
import { newPassword } from './password-rule.ts';
import { roles } from './role.ts';

const email = z.string().trim().max(254).pipe(z.email('This is not an e-mail address.'));
const role = z.enum(roles, 'This is not a role.');
const token = z.string().min(1).max(200);

export const signInInput = z.object({ email, password: z.string().min(1, 'Enter your password.').max(128) });
export const linkWishInput = z.object({ email });
export const linkInput = z.object({ token });

export const setUpInput = z.object({
  token,
  company: settableCompany.pick({ name: true, locale: true, timeZone: true, currency: true }),
  admin: z.object({ name: personName, email, password: newPassword }),
});

export const inviteInput = z.object({ name: personName, email, role, locale: languageCode });

export const staffChangeInput = z
  .object({ role: role.optional(), hasLeft: z.boolean().optional() })
  .refine(({ role, hasLeft }) => role !== undefined || hasLeft !== undefined, 'Say what to change.');

export const ownChangeInput = z.object({
  name: personName.optional(),
  locale: languageCode.optional(),
  password: z.object({ current: z.string().max(128).optional(), next: newPassword }).optional(),
});
