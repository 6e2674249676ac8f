import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { field } from './rules.ts';

const object = z.record(z.string(), z.unknown());

function fixture(name: string): Record<string, unknown> {
  return object.parse(
    JSON.parse(readFileSync(new URL(`../../fixtures/slack/${name}.json`, import.meta.url), 'utf8')),
  );
}

/** Saved events with some fields changed; ids are new each time, so that none is taken for a repetition. */
let made = 0;
const next = (): string => {
  made += 1;
  return `test-${made}`;
};

export function command(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { ...fixture('command'), trigger_id: next(), ...changes };
}

export function mention(
  event: Readonly<Record<string, unknown>> = {},
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const body = fixture('mention');
  return {
    ...body,
    event_id: next(),
    ...changes,
    event: { ...object.parse(field(body, 'event')), ...event },
  };
}

export function direct(event: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const body = fixture('dm');
  return { ...body, event_id: next(), event: { ...object.parse(field(body, 'event')), ...event } };
}

/** A pressed button with this value; `undefined` for one that leads to a page. */
export function press(
  value: string | undefined,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const action = value === undefined ? { action_id: 'open-1' } : { action_id: 'ask-0', value };
  return { ...fixture('button'), trigger_id: next(), actions: [{ type: 'button', ...action }], ...changes };
}

/** A saved payload of this name with some fields changed. */
export function saved(
  name: string,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    ...fixture(name),
    ...(name === 'home' ? { event_id: next() } : { trigger_id: next() }),
    ...changes,
  };
}

/** A button or a control in a modal or on the Home tab. */
export function viewPress(
  type: 'modal' | 'home',
  action: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const view = { ...object.parse(field(fixture('view-button'), 'view')), type };
  return saved('view-button', { view, actions: [{ action_id: 'ask-0', ...action }], ...changes });
}

export { fixture };
