import { type Difference, type Found, nothing } from './difference.ts';
import { explain } from './explain.ts';
import type { Reading, Word } from './reading.ts';
import { wordsIn } from './reading.ts';
import type { Source } from './source.ts';

/** Words that say the opposite of the source's, and words that make more, or less, of a statement than the source does. */
export function turnedOtherwise(said: Reading, source: Source): Found {
  const ours = wordsIn(said);
  const theirs = source.readings.flatMap((reading) => withPairs(wordsIn(reading)));
  const heard = new Set(theirs.map(({ word }) => word));
  const differences: Difference[] = [];
  const { atLeast, atMost } = said.grammar;
  for (const { word, negated } of withPairs(ours)) {
    // `less than` before a figure is compared with the figure.
    if ([...atLeast, ...atMost].some((phrase) => phrase.split(' ').includes(word))) continue;
    for (const [one, other] of said.grammar.opposites) {
      const [own, against] = one.has(word) ? [one, other] : other.has(word) ? [other, one] : [];
      if (!own || !against || [...own].some((form) => heard.has(form))) continue;
      const instead = theirs.find((their) => against.has(their.word));
      if (instead && instead.negated === negated) {
        const [ours, theirs] = [word, instead.word].map((form) => form.replace('-', ' '));
        if (ours && theirs)
          differences.push({ kind: 'direction', how: 'opposite', said: ours, source: theirs });
      }
    }
  }
  const strong = ours.some(({ word }) => said.grammar.strong.has(word) && !heard.has(word));
  const firm = source.readings.some(
    (reading) => hedged(reading) !== hedged(said) && !hedgesHeld(said, heard),
  );
  return {
    differences: differences.slice(0, 1),
    unsaid: [...(strong ? ['turn' as const] : []), ...(firm ? ['firmness' as const] : [])],
    shared: 0,
  };
}

/** Each word, and each with the next: `look-again`. */
function withPairs(words: readonly Word[]): readonly Pick<Word, 'word' | 'negated'>[] {
  const pairs = words
    .slice(1)
    .map(({ word, negated }, at) => ({ word: `${words[at]?.word}-${word}`, negated }));
  return [...words, ...pairs];
}

function hedged(reading: Reading): boolean {
  return withPairs(wordsIn(reading)).some(({ word }) => reading.grammar.hedges.has(word));
}

function hedgesHeld(said: Reading, heard: ReadonlySet<string>): boolean {
  const own = wordsIn(said).filter(({ word }) => said.grammar.hedges.has(word));
  return own.length > 0 && own.every(({ word }) => heard.has(word));
}

/** Whether what one denies the other affirms. */
export function negatedOtherwise(said: Reading, source: Source): Found {
  const carrying = wordsIn(said).filter((word) => !word.small && !said.grammar.saying.has(word.word));
  const turned = carrying.filter((word) => isTurned(word, said, source));
  if (turned.length > 0) {
    return {
      differences: [
        { kind: 'direction', how: 'negated', said: turned.some(({ negated }) => negated) ? 'no' : 'yes' },
      ],
      unsaid: [],
      shared: 0,
    };
  }
  const denies = (reading: Reading): boolean =>
    wordsIn(reading).some(({ word }) => reading.grammar.negations.has(word));
  const alone = denies(said) && !source.readings.some(denies);
  return alone ? { ...nothing, unsaid: ['turn'] } : nothing;
}

function isTurned(word: Word, said: Reading, source: Source): boolean {
  const explained = explain(word, said, source);
  return explained.how === 'held' && explained.by.every(({ negated }) => negated !== word.negated);
}
