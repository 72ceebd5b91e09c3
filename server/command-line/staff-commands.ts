import { inviteInput } from '#server/auth/input.ts';
import { inviteStaff } from '#server/auth/staff-members.ts';
import { theCompany } from '#server/company/company.ts';
import { DomainError } from '#server/errors.ts';
import { type Command, list } from './command.ts';

export const staffAdd: Command = {
  usage: 'staff add EMAIL --name NAME',
  summary:
    'Add a person of the staff and mail her a link to sign in (--role agent|manager|admin, --language en|ar|he|ru)',
  words: 1,
  options: { name: { type: 'string' }, role: { type: 'string' }, language: { type: 'string' } },
  run: async (deps, { words, values }) => {
    const [email = ''] = words;
    const person = inviteInput.safeParse({
      email,
      name: list(values.name)[0] ?? '',
      role: list(values.role)[0] ?? 'agent',
      locale: list(values.language)[0] ?? 'en',
    });
    if (!person.success) {
      const fields = Object.fromEntries(
        person.error.issues.map((issue) => [issue.path.join('.'), issue.message]),
      );
      throw new DomainError('invalid', 'This person cannot be added.', fields);
    }
    // Somebody of the staff before the company would close the set-up link for good.
    await theCompany(deps.db);
    const { id } = await inviteStaff(deps, null, person.data);
    const { name, role } = person.data;
    return {
      json: { id, ...person.data },
      text: `${name} is now ${role}; a link to sign in is on its way.\n`,
    };
  },
};
