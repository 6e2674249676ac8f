import { readFileSync } from 'node:fs';

export interface Dispatch {
  readonly t: string;
  readonly d: object;
}

/** A saved dispatch with an id of its own, so that it counts as new; `change` goes over its `d`. */
export function saved(name: string, id?: string, change: Readonly<Record<string, unknown>> = {}): Dispatch {
  const file = new URL(`../../fixtures/discord/${name}.json`, import.meta.url);
  const event: Dispatch = JSON.parse(readFileSync(file, 'utf8'));
  return { ...event, d: { ...event.d, ...(id && { id }), ...change } };
}

/** The pressing of one button. */
export function press(
  id: string,
  custom_id: string,
  change: Readonly<Record<string, unknown>> = {},
): Dispatch {
  return saved('button', id, { data: { custom_id, component_type: 2 }, ...change });
}
