import { describe, expect, it } from 'vitest';
import { createCorpus, type Doc } from '../../src/retrieval/corpus.ts';
import { FACT_SIGNALS, factSignals } from '../../src/retrieval/fact-signals.ts';
import { FITTED } from '../../src/retrieval/fitted.ts';
import { createLexicon } from '../../src/retrieval/lexicon.ts';
import { beliefsIn, look, MATCH_BELIEFS, rank } from '../../src/retrieval/rank.ts';
import { base, english, spanish, understood } from '../base.ts';

const corpus = createCorpus(base, [english, spanish], createLexicon(base, [english, spanish]));
const docs = Array.from({ length: corpus.size }, (_, number) => corpus.doc(number)).filter(
  (doc) => doc !== undefined,
);

function docOf(id: string): Doc {
  const doc = docs.find((one) => one.fact.id === id);
  if (!doc) throw new Error(`no ${id}`);
  return doc;
}

const signals = (text: string, id: string, silent = 0) =>
  factSignals(understood(text), docOf(id), base, silent);

describe('signals of a fact', () => {
  it('are one number a name, and none speaks where the question asks nothing of the kind', () => {
    const found = signals('letter', 'norvane.letter-2019-signers');
    expect(Object.keys(found).toSorted()).toEqual([...FACT_SIGNALS].toSorted());
    expect(found).toMatchObject({ noMoney: 0, noFigure: 0, sameYear: 0, otherYear: 0, named: 0, silent: 0 });
  });

  it('tell whether it defines what is named, alone, among other words, or when something else is asked', () => {
    expect(signals('what is the hml', 'norvane.hml-described')).toMatchObject({
      defines: 1,
      definesInPart: 0,
    });
    expect(
      signals('what is the hml for harbour trucks', 'norvane.hml-described').definesInPart,
    ).toBeGreaterThan(0);
    expect(signals('when did the hml start', 'norvane.hml-described')).toMatchObject({
      defines: 0,
      definesAside: 1,
    });
    expect(signals('norvane letter', 'norvane.hml-described').definesAnother).toBe(1);
  });

  it('tell whether it is of the year that is asked for', () => {
    const of = (text: string) => {
      const { sameYear, otherYear } = signals(text, 'norvane.letter-2019-signers');
      return [sameYear, otherYear];
    };
    expect(of('letter of 2019')).toEqual([1, 0]);
    expect(of('letter of 2022')).toEqual([0, 1]);
    expect(of('letter')).toEqual([0, 0]);
  });

  it('tell whether it is about everybody whom the question names, and on whom it is silent', () => {
    expect(signals('norvane letter', 'norvane.letter-2019-signers').named).toBe(1);
    expect(signals('norvane and brasko letter', 'norvane.letter-2019-signers')).toMatchObject({
      named: 0.5,
      otherCompany: 1,
    });
    expect(signals('ohi letter', 'norvane.letter-2019-signers', 1)).toMatchObject({
      otherAgency: 1,
      silent: 1,
    });
  });

  it('tell whether it holds the sum that is asked for', () => {
    expect(signals('how much did the ctb spend', 'norvane.ctb-spent')).toMatchObject({
      noMoney: 0,
      noFigure: 0,
    });
    expect(signals('how much is the hml', 'norvane.hml-started-2017')).toMatchObject({
      noMoney: 1,
      noFigure: 1,
    });
  });
});

describe('the belief in the first fact', () => {
  it('is reckoned from one number a name, and zeros where nothing was found', () => {
    const query = understood('who signed the norvane letter of 2019');
    const { seen, searched } = look(query, corpus, base, FITTED.facts.rank);
    expect(beliefsIn(query, seen, searched)).toHaveLength(MATCH_BELIEFS.length);
    expect(beliefsIn(query, [], searched)).toEqual(MATCH_BELIEFS.map(() => 0));
    expect(new Set(MATCH_BELIEFS).size).toBe(MATCH_BELIEFS.length);
    expect(FITTED.facts.belief.weights).toHaveLength(MATCH_BELIEFS.length);
  });

  it('falls with each word that nothing explains, and with a name on which the fact is silent', () => {
    const score = (text: string) => rank(understood(text), corpus, base)[0]?.score ?? 0;
    const whole = score('who signed the letter of norvane employees in 2019');
    expect(score('who burned the letter of norvane employees in 2019')).toBeLessThan(whole);
    expect(score('who burned and ate the letter of norvane employees in 2019')).toBeLessThan(whole);
  });

  it('is near certain for each fact’s own questions, word for word', () => {
    for (const { fact } of docs) {
      for (const text of fact.wordings.get('en')?.questions ?? []) {
        const [first] = rank(understood(text), corpus, base);
        expect([text, (first?.score ?? 0) >= 0.9]).toEqual([text, true]);
      }
    }
  });

  it('says of the first what spoke for it and against', () => {
    const [first, second] = rank(understood('norvane letter signers'), corpus, base);
    expect(first?.speaks.length).toBeGreaterThan(3);
    for (const { name, value } of first?.speaks ?? []) {
      expect(MATCH_BELIEFS).toContain(name);
      expect(value).not.toBe(0);
    }
    expect(second?.speaks).toEqual([]);
  });
});
