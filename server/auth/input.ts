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
  .strictObject({
    role: role.optional(),
    hasLeft: z.boolean().optional(),
    languages: z
      .array(languageCode)
      .refine((all) => new Set(all).size === all.length, 'A language stands twice.')
      .optional(),
    department: z.string().max(64).nullable().optional(),
    /** The day she is back, `YYYY-MM-DD`; null when she is here. */
    backOn: z.iso.date('A day is written YYYY-MM-DD.').nullable().optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'Say what to change.');

export const ownChangeInput = z.object({
  name: personName.optional(),
  locale: languageCode.optional(),
  password: z.object({ current: z.string().max(128).optional(), next: newPassword }).optional(),
});
