import { type Answer, addressOf, type Span } from '../../src/core/answer.ts';
import type { FactBase, FactId } from '../../src/core/fact.ts';
import type { PhraseKey, Say } from '../../src/core/language.ts';

/** Which of the promises of core/answer.ts an answer breaks, in words; empty when it keeps them all. */
export function brokenBy(answer: Answer, facts: FactBase): readonly string[] {
  return [
    ...lengths(answer),
    ...numbering(answer),
    ...buttons(answer),
    ...factsNamed(answer, facts),
    ...labels(answer),
    ...(answer.body.length === 0 && answer.actions.length === 0 ? ['it says nothing and leads nowhere'] : []),
  ];
}

function lengths({ heading, body }: Answer): string[] {
  const isHeading = heading.trim() !== '' && !heading.includes('\n') && heading.length <= 120;
  const long = body.flatMap(({ title = '' }) => (title.length > 80 ? [`title "${title}"`] : []));
  return [...(isHeading ? [] : [`heading "${heading}"`]), ...long];
}

export const spansOf = (answer: Answer): readonly Span[] => answer.body.flatMap(({ lines }) => lines.flat());

/** Numbers of the body, each once, in the order in which they first stand there. */
export function numbersIn(answer: Answer): readonly number[] {
  return [...new Set(spansOf(answer).flatMap((span) => (span.kind === 'cite' ? [span.number] : [])))];
}

function numbering(answer: Answer): string[] {
  const wanted = answer.citations.map((_, index) => index + 1).join();
  const broken: string[] = [];
  if (answer.citations.map(({ number }) => number).join() !== wanted) broken.push('citations are not numbered from 1');
  if (numbersIn(answer).join() !== wanted) broken.push(`the body points at ${numbersIn(answer).join()}, not ${wanted}`);
  for (const citation of answer.citations) {
    const { source, details } = citation;
    const openable = addressOf(citation);
    if (openable !== undefined && !openable.startsWith('https://')) broken.push(`${source} links ${openable}`);
    if (openable === undefined && details.length < 2) broken.push(`${source} has no link and does not say why`);
  }
  return broken;
}

/** A label names one source, says what a reader would not expect behind it, and is short enough to stand in a sentence. */
function labels({ citations }: Answer): string[] {
  const names = citations.map(({ label }) => label);
  return [
    ...names.filter((label) => !/^\S.{0,69}$/u.test(label)).map((label) => `a source is labelled "${label}"`),
    ...citations
      .filter(({ label, url }) => url === undefined && !label.includes(', '))
      .map(({ source }) => `the label of ${source} does not say that it leads elsewhere`),
    ...(new Set(names).size === names.length ? [] : [`two sources have one label: ${names.join(' | ')}`]),
  ];
}

function buttons({ actions, menu, citations }: Answer): string[] {
  const broken: string[] = [];
  const options = menu?.options ?? [];
  if (citations.length > 0 && actions.length > 3) broken.push(`${actions.length} buttons on a card`);
  if (actions.length > 5) broken.push(`${actions.length} buttons`);
  if (options.length > 25) broken.push(`${options.length} entries in a menu`);
  if (menu && (menu.label === '' || menu.label.length > 40)) broken.push(`a menu called "${menu.label}"`);
  if (menu && options.length === 0) broken.push('a menu without entries');
  const calls = [...actions, ...options].map((action) =>
    'call' in action ? `${action.call.command} ${action.call.text}` : action.url,
  );
  if (new Set(calls).size !== calls.length) broken.push(`two controls do one thing: ${calls.join(' | ')}`);
  for (const action of [...actions, ...options]) {
    if (action.label === '' || action.label.length > 60) broken.push(`label "${action.label}"`);
    if ('call' in action && action.call.command.length + action.call.text.length > 90)
      broken.push(`a button holds ${action.call.command} ${action.call.text}`);
    if ('url' in action && !action.url.startsWith('https://')) broken.push(`a button leads to ${action.url}`);
  }
  return broken;
}

function factsNamed({ body, facts: claimed, shown, offered, outcome }: Answer, facts: FactBase): string[] {
  const broken: string[] = [];
  const stands = new Set(body.flatMap((passage) => passage.facts));
  const said = [...claimed, ...shown];
  for (const id of [...stands, ...said, ...offered]) if (!facts.facts.has(id)) broken.push(`there is no fact ${id}`);
  if (said.toSorted().join() !== [...stands].toSorted().join())
    broken.push(`it says that it shows ${said.join()}, and shows ${[...stands].join()}`);
  if (claimed.length > 0 && outcome !== 'answered' && outcome !== 'told')
    broken.push(`it claims ${claimed.join()}, and is ${outcome}`);
  if ((outcome === 'nearest') !== shown.length > 0 && outcome !== 'choose')
    broken.push(`it is ${outcome}, and shows ${shown.join()} without a claim`);
  if (said.some((id) => facts.facts.get(id)?.status === 'withdrawn')) broken.push('it shows a withdrawn fact');
  if (claimed.some((id) => offered.includes(id))) broken.push('it offers what it claims');
  return broken;
}

/** The facts of an answer that stand in it without a word of the company's on them, and without that none was found or
    that more stands in the details. */
export function unanswered(answer: Answer, { facts }: FactBase, say: Say): readonly FactId[] {
  const shown = new Set(answer.body.flatMap((passage) => passage.facts));
  const texts = spansOf(answer).map((span) => ('text' in span ? span.text : ''));
  const told = (key: PhraseKey): boolean =>
    [1, 2, 3, 4].some((count) => {
      const parts = say(key, { count, company: '§', date: '§' }).split('§');
      return texts.some((text) => parts.every((part) => text.includes(part)));
    });
  const speaks = [...shown].some((id) => facts.get(id)?.kind === 'company-statement');
  return [...shown].filter((id) => {
    const reply = facts.get(id)?.reply;
    if (!reply) return false;
    if ('noneFound' in reply) return !speaks && !told('no-reply') && !told('no-reply-short');
    const standing = reply.facts.filter((one) => facts.get(one)?.status !== 'withdrawn');
    return standing.some((one) => !shown.has(one)) && !(speaks && told('replies-more'));
  });
}
