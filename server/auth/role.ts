export const roles = ['agent', 'manager', 'admin'] as const;
export type Role = (typeof roles)[number];

/** `anyone` needs no session; each role may do what the ones before it may. */
export type Access = 'anyone' | Role;

export function allows(access: Access, role: Role | null): boolean {
  if (access === 'anyone') return true;
  return role !== null && roles.indexOf(role) >= roles.indexOf(access);
}
