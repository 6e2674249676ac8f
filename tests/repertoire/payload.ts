import { type Fields, isFields } from '../../editor/preview/payload.ts';

export { type Fields, isFields, type Payload } from '../../editor/preview/payload.ts';

/** Every object in a payload, the outer before the inner, in reading order. */
export function objectsIn(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isFields(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

/** A copy with other values under some keys, however deep they lie: `{ 'event.text': 'hello' }`. */
export function changed(fields: Fields, values: Fields): Fields {
  let result = fields;
  for (const [path, value] of Object.entries(values)) result = put(result, path.split('.'), value);
  return result;
}

function put(fields: Fields, [key = '', ...rest]: readonly string[], value: unknown): Fields {
  const inner = fields[key];
  return { ...fields, [key]: rest.length === 0 ? value : put(isFields(inner) ? inner : {}, rest, value) };
}
