import { readFileSync } from 'node:fs';
import { sharedFile } from './shared-folder.ts';

type Schema = {
  $ref?: string;
  type?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  minItems?: number;
  maxItems?: number;
};

/** What a value breaks of a schema of Resend's own description, each with its place. Strict: unknown keys break it too. */
export function breaksResendSchema(name: string, value: unknown): string[] {
  const { components } = JSON.parse(readFileSync(sharedFile('conformance/resend/resend.json'), 'utf8')) as {
    components: { schemas: Record<string, Schema> };
  };
  const named = (schema: Schema): Schema => {
    const target = schema.$ref?.split('/').at(-1);
    if (target === undefined) return schema;
    const found = components.schemas[target];
    if (!found) throw new Error(`Resend describes no ${target}`);
    return found;
  };
  return check(named, { schema: { $ref: `#/components/schemas/${name}` }, value, at: name });
}

type Asked = { schema: Schema; value: unknown; at: string };

function check(named: (schema: Schema) => Schema, { schema: given, value, at }: Asked): string[] {
  const schema = merged(named, named(given));
  if (schema.oneOf) {
    const tries = schema.oneOf.map((one) => check(named, { schema: one, value, at }));
    return tries.some((broken) => broken.length === 0) ? [] : [`${at} is none of what it may be`];
  }
  if ('const' in schema && value !== schema.const) return [`${at} is not ${String(schema.const)}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at} is not one of ${schema.enum.join()}`];
  if (schema.type && !isA(schema.type, value)) return [`${at} is no ${schema.type}`];
  if (Array.isArray(value)) {
    const size = value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Infinity);
    const items = schema.items;
    return [
      ...(size ? [`${at} has ${value.length} items`] : []),
      ...(items
        ? value.flatMap((one, n) => check(named, { schema: items, value: one, at: `${at}[${n}]` }))
        : []),
    ];
  }
  return typeof value === 'object' && value !== null ? checkObject(named, { schema, value, at }) : [];
}

function checkObject(named: (schema: Schema) => Schema, { schema, value, at }: Asked): string[] {
  const entries = Object.entries(value as object).filter(([, one]) => one !== undefined);
  const missing = (schema.required ?? []).filter((key) => !entries.some(([name]) => name === key));
  return [
    ...missing.map((key) => `${at}.${key} is missing`),
    ...entries.flatMap(([key, one]) => {
      const known = schema.properties?.[key];
      const other = schema.additionalProperties;
      if (known) return check(named, { schema: known, value: one, at: `${at}.${key}` });
      if (typeof other === 'object') return check(named, { schema: other, value: one, at: `${at}.${key}` });
      return schema.properties ? [`${at}.${key} is not known`] : [];
    }),
  ];
}

function merged(named: (schema: Schema) => Schema, schema: Schema): Schema {
  if (!schema.allOf) return schema;
  const parts = schema.allOf.map((part) => merged(named, named(part)));
  return {
    type: 'object',
    required: parts.flatMap(({ required = [] }) => required),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as Record<string, Schema>,
  };
}

function isA(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
