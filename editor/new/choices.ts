import type { Fact } from '../../src/core/fact.ts';
import { fold } from '../../src/core/text.ts';
import { valueAt } from '../../src/facts/yaml.ts';
import { type Choice, NEW } from './asker.ts';
import type { Draft, Form, Session } from './form.ts';

export const none = (label: string): Choice => ({ value: '', label });
export const fresh = (label: string): Choice => ({ value: NEW, label });

export const LOOKED = '-';
export const REPLIES: readonly Choice[] = [
  // First, so that nothing is said of a search that nobody made.
  none('I have not looked yet, or nothing is said about the company here'),
  { value: LOOKED, label: 'I looked today in the documents, and found nothing' },
];

export function freshOf({ entries }: Session, kind: Form['kind']): readonly Draft[] {
  return entries.flatMap((one) => (one.kind === kind ? [one.value] : []));
}

export function firstSource({ session, value }: Form) {
  const sources = [...freshOf(session, 'sources'), ...session.workspace.served.sources.values()];
  return sources.find(({ id }) => id === valueAt(value, ['cites', 0, 'source']));
}

/** The documents that are told and those of the base, those that the company's other facts rest on before all others. */
export function sourcesOf(session: Session): readonly Choice[] {
  const { facts, sources } = session.workspace.served;
  const cites = [...facts.values()].flatMap((fact) => (fact.pack === session.pack ? fact.cites : []));
  const own = new Set<unknown>(cites.map(({ source }) => source));
  const all = [...freshOf(session, 'sources'), ...sources.values()];
  return [...all.filter(({ id }) => own.has(id)), ...all.filter(({ id }) => !own.has(id))].map(
    ({ id, title, publisher }) => ({
      value: String(id),
      label: shortened(String(title)),
      hint: String(publisher),
    }),
  );
}

export function entitiesOf(session: Session, kinds?: readonly string[]): readonly Choice[] {
  return [...freshOf(session, 'entities'), ...session.workspace.served.entities.values()]
    .filter(({ kind }) => kinds?.includes(String(kind)) ?? true)
    .map(({ id, name, kind }) => ({ value: String(id), label: String(name), hint: String(kind) }));
}

export function claimsOf(session: Session, wanted: (fact: Fact) => boolean): readonly Choice[] {
  return [...session.workspace.served.facts.values()]
    .filter((fact) => fact.pack === session.pack && fact.status !== 'withdrawn' && wanted(fact))
    .map(({ id, wordings }) => ({
      value: id,
      label: shortened([...wordings.values()][0]?.claim ?? id),
      hint: id,
    }));
}

const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 90).replace(/\s+\S*$/, '')} …` : text);

const LITTLE =
  /^(?:an?|the|of|in|on|at|to|for|by|with|from|and|or|is|are|was|were|do|does|did|has|have|had|who|what|when|where|which|why|how|its?|)$/;

/** `When was Acme founded?` → `acme-founded`: at most six words and 40 characters, none cut. */
export function slugOf(text: string): string {
  const words = fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => !LITTLE.test(word));
  const slug = words.slice(0, 6).join('-');
  return slug.length > 40 ? slug.slice(0, 41).replace(/-[^-]*$/, '') : slug;
}

/** The same day so many months on, at most the 28th. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, Math.min(28, date))).toISOString().slice(0, 10);
}
