/** The condition of a program as the server keeps it. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { field: string; is: string; value?: string | number | string[] | undefined };
export type Leaf = Extract<Condition, { field: string }>;
export type Value = Leaf['value'];

export const joins = ['all', 'any', 'none'] as const;
export type Join = (typeof joins)[number];

/** A condition as it is edited: a group of tests and of groups that hold tests only. */
export interface Group {
  key: string;
  join: Join;
  parts: (Test | Group)[];
}
export interface Test {
  key: string;
  field: string;
  is: string;
  value: Value;
}

export const isGroup = (part: Test | Group): part is Group => 'parts' in part;

/** The form of a condition, or null for one nested deeper than the form shows. */
export function formOf(condition: Condition): Group | null {
  return groupOf(isLeaf(condition) ? { all: [condition] } : condition, '0', 2);
}

/** The condition a form stands for: groups with nothing in them are left out, and no test at all means everyone. */
export function conditionOf({ join, parts }: Group): Condition {
  const conditions = parts
    .filter((part) => !isGroup(part) || part.parts.length > 0)
    .map((part) => (isGroup(part) ? conditionOf(part) : leafOf(part)));
  if (conditions.length === 0) return { all: [] };
  if (join === 'none')
    return { not: conditions.length === 1 && conditions[0] ? conditions[0] : { any: conditions } };
  return join === 'all' ? { all: conditions } : { any: conditions };
}

/** The form with the part of this key changed by `change`, or taken out where it gives null. */
export function withPart(
  group: Group,
  key: string,
  change: (part: Test | Group) => Test | Group | null,
): Group {
  const parts = group.parts.flatMap((part): (Test | Group)[] => {
    if (part.key === key) return [change(part)].filter((changed) => changed !== null);
    return isGroup(part) ? [withPart(part, key, change)] : [part];
  });
  return { ...group, parts };
}

/** The form with a part at the end of the group of this key; the form itself is a group too. */
export function withAdded(form: Group, groupKey: string, part: Test | Group): Group {
  const added = (group: Group): Group => ({ ...group, parts: [...group.parts, part] });
  if (form.key === groupKey) return added(form);
  return withPart(form, groupKey, (group) => (isGroup(group) ? added(group) : group));
}

/** A key that no part of the form has, greater than all of them, so that a key is never met again. */
export function freshKey(form: Group): string {
  const keys = [form, ...partsWithin(form)].map(({ key }) => Number(key.split('.').at(-1)));
  return `n.${Math.max(...keys) + 1}`;
}

export const testsOf = (form: Group): Test[] =>
  partsWithin(form).filter((part): part is Test => !isGroup(part));

const partsWithin = (group: Group): (Test | Group)[] =>
  group.parts.flatMap((part) => (isGroup(part) ? [part, ...partsWithin(part)] : [part]));

const isLeaf = (condition: Condition): condition is Leaf => 'field' in condition;

const leafOf = ({ field, is, value }: Test): Leaf =>
  value === undefined ? { field, is } : { field, is, value };

const testOf = ({ field, is, value }: Leaf, key: string): Test => ({ key, field, is, value });

function groupOf(condition: Exclude<Condition, Leaf>, key: string, levels: number): Group | null {
  if (levels === 0) return null;
  const { join, inside } = opened(condition);
  const parts = inside.map((part, at) => {
    const own = `${key}.${at + 1}`;
    return isLeaf(part) ? testOf(part, own) : groupOf(part, own, levels - 1);
  });
  return parts.every((part) => part !== null) ? { key, join, parts } : null;
}

function opened(condition: Exclude<Condition, Leaf>): { join: Join; inside: Condition[] } {
  if ('all' in condition) return { join: 'all', inside: condition.all };
  if ('any' in condition) return { join: 'any', inside: condition.any };
  // "Not this" is "none of these", with one of them or with all that were joined by any.
  return { join: 'none', inside: 'any' in condition.not ? condition.not.any : [condition.not] };
}
