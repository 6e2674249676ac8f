import { READINGS, type Reading, SOURCE_KINDS } from '../../src/core/fact.ts';
import { SOURCE_KIND_MEANS } from '../../src/facts/schema/meanings.ts';
import type { SourceInput } from '../write/entry-text.ts';
import type { Asker, Choice } from './asker.ts';
import { type Growing, slugOf, wrongSource } from './growing.ts';

const READING_HINTS: Readonly<Record<Reading, string>> = {
  whole: 'I have read all of it',
  opening: 'I could read its beginning only',
  copy: 'I have read a copy of it elsewhere',
  citation: 'I only know its address, from another document',
  'not-found': 'I could not find it',
};

const choicesOf = <Value extends string>(
  values: readonly Value[],
  hints: Readonly<Record<Value, string>>,
): readonly Choice[] => values.map((value) => ({ value, label: value, hint: hints[value] }));

/** Asks for a document that the base does not hold yet; it is then among `growing.sources`. */
export async function askSource(asker: Asker, growing: Growing, key = 'source'): Promise<SourceInput> {
  const { today } = growing.workspace;
  let source: SourceInput = {
    id: 'a-new-source',
    title: 'A new source',
    publisher: 'Somebody',
    kind: 'record',
    url: 'https://example.org/',
    accessed: today,
    read: 'whole',
    language: 'en',
  };
  const wrong = (change: Partial<SourceInput>, part: keyof SourceInput) =>
    wrongSource(growing, { ...source, ...change }, part);
  const url = await asker.text(`${key}.url`, {
    message: 'What is the address of the document?',
    why: 'Open it first, and copy the address from the browser. Leave it empty if you know of none.',
    example: 'https://post.example.org/2024/acme-turns-75',
    optional: true,
    check: (answer) => wrong({ url: answer }, 'url'),
  });
  if (url !== '') source = { ...source, url };
  else source = await askWithoutUrl(asker, growing, source, key);
  source.title = await asker.text(`${key}.title`, {
    message: 'What is its title?',
    why: 'As it stands above the text.',
    example: 'Acme turns 75',
    check: (answer) => wrong({ title: answer }, 'title'),
  });
  source.publisher = await asker.text(`${key}.publisher`, {
    message: 'Who published it?',
    why: 'The newspaper, office or organisation, by its full name.',
    example: 'The Toledo Post',
    check: (answer) => wrong({ publisher: answer }, 'publisher'),
  });
  const author = await asker.text(`${key}.author`, {
    message: 'Who wrote it?',
    why: 'Leave it empty where the document does not say.',
    optional: true,
    check: (answer) => wrong({ author: answer }, 'author'),
  });
  if (author !== '') source.author = author;
  const kind = await asker.choose(`${key}.kind`, {
    message: 'What sort of witness is it?',
    why: 'Every answer says so beside the source.',
    choices: choicesOf(SOURCE_KINDS, SOURCE_KIND_MEANS),
    initial: 'press',
  });
  source.kind = SOURCE_KINDS.find((one) => one === kind) ?? 'record';
  const interest = await asker.text(`${key}.interest`, {
    message: 'Does the publisher have something at stake?',
    why: 'Such as: it campaigns against the company, or is paid by it. Leave it empty if you know of nothing.',
    optional: true,
    check: (answer) => wrong({ interest: answer }, 'interest'),
  });
  if (interest !== '') source.interest = interest;
  const published = await asker.text(`${key}.published`, {
    message: 'When was it published?',
    why: 'The day that stands on it; of minutes, the day of the meeting. As exactly as it says: 2024, 2024-03 or 2024-03-12. Leave it empty if it does not say.',
    example: '2024-03-12',
    optional: true,
    check: (answer) => wrong({ published: answer }, 'published'),
  });
  if (published !== '') source.published = published;
  const read = await asker.choose(`${key}.read`, {
    message: 'How much of it have you read today?',
    why: 'Be honest: answers show it.',
    choices: choicesOf(READINGS, READING_HINTS),
  });
  source.read = READINGS.find((one) => one === read) ?? 'whole';
  source.language = await asker.text(`${key}.language`, {
    message: 'In which language is it?',
    why: 'en for English, es for Spanish.',
    initial: 'en',
    check: (answer) => wrong({ language: answer }, 'language'),
  });
  source.id = await asker.text(`${key}.id`, {
    message: 'Give it a short name of its own',
    why: 'Facts name the source by it. Lower case letters, digits and hyphens.',
    initial: slugOf(`${source.publisher} ${source.title}`.replace(/^The /, '')),
    check: (answer) => wrong({ id: answer }, 'id'),
  });
  growing.sources.push(source);
  return source;
}

/** Without an address: who cites it, or why it has no link. */
async function askWithoutUrl(
  asker: Asker,
  growing: Growing,
  source: SourceInput,
  key: string,
): Promise<SourceInput> {
  const { url: _, ...rest } = source;
  const known = [...growing.workspace.served.sources.values(), ...growing.sources];
  const via = await asker.pick(`${key}.via`, {
    message: 'Which document cites it?',
    why: 'A reader must be able to open something: the document that names this one.',
    choices: [
      { value: '', label: 'None: I have seen it at an address that is not https' },
      ...known.map(({ id, title, publisher }) => ({ value: id, label: title, hint: publisher })),
    ],
  });
  if (via !== '') return { ...rest, via };
  const unlinked = await asker.text(`${key}.unlinked`, {
    message: 'Why does it have no link?',
    why: 'One short sentence. Such a source can not be the only one of a fact.',
    example: 'its only address is not https',
  });
  return { ...rest, unlinked };
}
