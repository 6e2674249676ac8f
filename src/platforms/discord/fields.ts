/** Reading what came over the wire, of which nothing is certain. */

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a key; an empty one when there is none. */
export function fieldsAt(fields: Fields, key: string): Fields {
  const value = fields[key];
  return isFields(value) ? value : {};
}

/** The objects of the list under a key; anything else in it is left out. */
export function listAt(fields: Fields, key: string): readonly Fields[] {
  const value = fields[key];
  return Array.isArray(value) ? value.filter(isFields) : [];
}

export function textAt(fields: Fields, key: string): string | undefined {
  const value = fields[key];
  return typeof value === 'string' ? value : undefined;
}

/** An id as Discord writes it: digits. */
export function idAt(fields: Fields, key: string): string | undefined {
  const value = textAt(fields, key);
  return value !== undefined && /^\d{1,20}$/u.test(value) ? value : undefined;
}
