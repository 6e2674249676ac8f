/** One body as it would travel to a platform. */
export interface Payload {
  readonly platform: 'slack' | 'discord';
  /** What it is to the platform, in the words of the validators: `message`, `modal`, `create_interaction_response`. */
  readonly kind: string;
  /** What was said and pressed to get it: `fact: an id, /fact, post, confirm`. */
  readonly name: string;
  readonly body: unknown;
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands under a key; undefined in anything that is no object. */
export function field(value: unknown, name: string): unknown {
  return isFields(value) ? value[name] : undefined;
}

/** The objects of a list; none of anything else. */
export function fieldsIn(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}
