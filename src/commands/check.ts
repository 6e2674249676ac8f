import { type Answer, cited, note, type Paragraph, type Passage, strong, text } from '../core/answer.ts';
import { cardPassage } from '../core/card.ts';
import { type Citations, collectCitations } from '../core/citations.ts';
import type { Command } from '../core/command.ts';
import { closing, factActions } from '../core/compose.ts';
import { sayDifference } from '../core/differences/say.ts';
import type { Fact, FactId } from '../core/fact.ts';
import type { Context } from '../core/ports.ts';
import { shorten } from '../core/text.ts';
import { type SplitMessage, sentencesOf } from './check/sentences.ts';
import { type SentenceVerdict, verdictsOn } from './check/verdicts.ts';
import { told } from './told.ts';

/** Characters of a sentence that are said back, to the asker and to nobody else. */
const SAID_BACK = 40;
const ACTIONS = 3;
/** Facts that are shown as merely near: more would bury what was found. */
const NEAREST = 2;

interface Checked {
  /** From 1. */
  readonly number: number;
  readonly sentence: string;
  readonly verdict: SentenceVerdict;
}

export const check: Command = {
  name: 'check',
  description: 'Check a message: which facts support its sentences, contradict them, or say nothing.',
  hint: '“Salesforce got $148 billion from ICE”',
  options: [{ name: 'message', about: 'What somebody wrote.', required: true, suggests: false }],
  onMessage: 'Check this message',
  takes: 'message',
  run(question, context) {
    const message = sentencesOf(question.text, context.languages);
    if (message.sentences.length === 0) {
      return told(context, context.language.say('check-empty'), [note(context.language.say('help-limits'))], {
        outcome: 'unknown',
      });
    }
    return checkedAnswer(message, context);
  },
};

function checkedAnswer(message: SplitMessage, context: Context): Answer {
  const { language, facts } = context;
  const { say } = language;
  const checked = verdictsOn(message.sentences, context).map((verdict, at) => ({
    number: at + 1,
    sentence: message.sentences[at] ?? '',
    verdict,
  }));
  const citations = collectCitations(context);
  const found = new Map<FactId, readonly Checked[]>();
  for (const one of checked) {
    if (one.verdict.kind === 'nothing') continue;
    const { id } = one.verdict.fact;
    found.set(id, [...(found.get(id) ?? []), one]);
  }
  const several = checked.length > 1;
  const passages = [...found.values()].map((group, at) => onFact(group, at, several, citations, context));
  const without = checked.filter(({ verdict }) => verdict.kind === 'nothing');
  const shown = new Set(passages.flatMap((passage) => passage.facts));
  const rest = withoutFact(without, shown, passages.length, several, citations, context);
  const body = [...passages, ...rest, ...(message.cut ? [note(say('check-cut'))] : [])];
  const ids = [...new Set(body.flatMap((passage) => passage.facts))];
  const heads = ids.flatMap((id) => facts.facts.get(id) ?? []);
  const count = (kind: SentenceVerdict['kind']): number =>
    checked.filter(({ verdict }) => verdict.kind === kind).length;
  const heading = say('check-heading', {
    sentences: checked.length,
    contradicted: count('contradicted'),
    supported: count('supported'),
    nothing: count('nothing'),
  });
  return told(context, heading, body, {
    citations: citations.all(),
    closing: closing(heads, context),
    actions: factActions([...found.keys(), ...ids.filter((id) => !found.has(id))].slice(0, ACTIONS), context),
    facts: ids,
  });
}

/** All that was said of one fact, and the fact whole, once. */
function onFact(
  group: readonly Checked[],
  rank: number,
  several: boolean,
  citations: Citations,
  context: Context,
): Passage {
  const { language, facts } = context;
  const [first, ...others] = group;
  const fact = first && factOf(first);
  if (!first || !fact) throw new Error('a group of sentences without a fact');
  const lines: Paragraph[] = [...differencesIn(first, fact, citations, context)];
  for (const one of others) {
    lines.push([strong(titleOf(one, several, context))]);
    lines.push(...differencesIn(one, fact, citations, context));
  }
  const others2 = fact.disagreesWith.some(
    (id) => (facts.facts.get(id)?.status ?? 'withdrawn') !== 'withdrawn',
  );
  const disputed = others2 && group.some(({ verdict }) => verdict.kind === 'supported');
  if (disputed) lines.push([text(language.say('check-disputed'))]);
  const whole = cardPassage(fact, citations, context, rank);
  return { ...whole, title: titleOf(first, several, context), lines: [...lines, ...whole.lines] };
}

function factOf({ verdict }: Checked): Fact | undefined {
  return verdict.kind === 'nothing' ? undefined : verdict.fact;
}

function differencesIn(
  { verdict }: Checked,
  fact: Fact,
  citations: Citations,
  { facts, language }: Context,
): readonly Paragraph[] {
  if (verdict.kind !== 'contradicted') return [];
  const number = citations.number(fact.cites[0]);
  return verdict.differences.map(
    (difference): Paragraph => [text(`✗ ${sayDifference(difference, facts, language)} `), cited(number)],
  );
}

/** The word comes first, so that it is heard first; then which sentence it is, by its first letters. */
function titleOf({ number, sentence, verdict }: Checked, several: boolean, { language }: Context): string {
  const title = language.say(`check-${verdict.kind}`, { number: several ? number : 0 });
  // No mark of the sentence's own comes back, but for what parts a figure: 148.5 is not 148 5.
  const letters = sentence
    .replace(/(?!(?<=[0-9])[.,](?=[0-9]))[^\p{L}\p{N}]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return several ? `${title}: ${shorten(letters, SAID_BACK)}` : title;
}

/** Sentences on which nothing was found: with what comes near, where something does; the others in one line. */
function withoutFact(
  without: readonly Checked[],
  shown: ReadonlySet<FactId>,
  rank: number,
  several: boolean,
  citations: Citations,
  context: Context,
): readonly Passage[] {
  const { say } = context.language;
  const near: Passage[] = [];
  const seen = new Set(shown);
  const bare: number[] = [];
  for (const one of without) {
    const nearest = one.verdict.kind === 'nothing' ? one.verdict.nearest : undefined;
    if (!nearest || seen.has(nearest.id) || near.length === NEAREST) {
      bare.push(one.number);
      continue;
    }
    const whole = cardPassage(nearest, citations, context, rank + near.length);
    for (const id of whole.facts) seen.add(id);
    near.push({
      ...whole,
      title: titleOf(one, several, context),
      lines: [[text(say('check-nearest'))], ...whole.lines],
    });
  }
  if (bare.length === 0) return near;
  const numbers = several ? new Intl.ListFormat(context.language.tag).format(bare.map(String)) : '';
  return [...near, note(say('check-nothing-on', { count: several ? bare.length : 0, numbers }))];
}
