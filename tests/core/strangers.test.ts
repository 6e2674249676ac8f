import { expect, it } from 'vitest';
import { understand } from '../../src/core/understand.ts';
import { context, understood } from '../base.ts';

/** What may be a name, as `name!` where that is certain. */
const strangersIn = (text: string): readonly string[] =>
  understood(text).strangers.map(({ name, certain }) => `${name}${certain ? '!' : ''}`);

it.each<[string, ...string[]]>([
  // Listed, however they are called, in any case; the longest name wins.
  ['is target listed for boycott', 'target!'],
  ['IS TARGET LISTED FOR BOYCOTT', 'target!'],
  ['did general motors sign', 'general motors!'],
  ['what did nvidia and ibm sell', 'nvidia!', 'ibm!'],
  // Made by a sign.
  ['does A&W sell to ohi', 'a w!'],
  ['does A & W sell to ohi', 'a w!'],
  ['does A+W sell to norvane', 'a w!'],
  ['does A&Wine sell to ohi', 'a wine!', 'wine!'],
  ['is norvane & ctb listed'],
  ['is zorblatt.com listed', 'zorblatt com!', 'zorblatt com'],
  // Written like a name.
  ['what did Zorblatt sell', 'zorblatt!'],
  ['what did zorblatt sell', 'zorblatt!'],
  ['what did the XKCD letter say', 'xkcd!'],
  ['what did the Baker sell', 'baker'],
  ['what did the baker sell'],
  ['what did Norvane and the CTB sell'],
  ['what did they sell in July'],
  // A capital after a full stop, a mark or at the beginning is none, nor is one where all words have them.
  ['what did it sell. Baker letters'],
  ['what did it sell! Baker letters'],
  ['what did it sell? Baker letters'],
  ['the letter says: Baker letters'],
  ['What did the baker sell'],
  ['THE LETTER'],
  ['WHAT DID THE BAKER SELL'],
  ['What Did The Baker Sell'],
  // Everyday words that are names too: beside a company and behind any name they are words, before an agency names.
  ['how do they square with what norvane says', 'square'],
  ['did norvane ever express regret', 'express'],
  ['did norvane match donations', 'match'],
  ['who does ohi target', 'target'],
  ['does target work with ohi', 'target!'],
  ['does square work with ohi', 'square!'],
  ['did Target norvane', 'target!'],
  ['does general motors work with norvane', 'general motors!'],
  // Digits and letters are a name; digits alone, and ordinals, none.
  ['does 23andMe sell data', '23andme!'],
  ['does 23andme sell data', '23andme!'],
  ['does D-Wave sell to ohi', 'd wave!', 'wave!'],
  ['the 1st letter of 2019, 320 signers'],
  ['did the ctb pay 3 million'],
  ['did the ctb pay $3M'],
  ['does 3M work with ohi', '3 million!'],
  // An ordinary word where only a name stands without an article, unless the facts use it so; not beside one of ours.
  ['does kitchen work with ohi', 'kitchen!'],
  ['does the kitchen work with ohi'],
  ['did cancelling reach ohi'],
  ['did signers reach ohi', 'signers'],
  ['does kitchen work with norvane'],
  ['what did Kitchen Window sell', 'kitchen window!'],
  ['¿qué dijo kitchen sobre ohi?', 'kitchen!'],
  // As well whatever is talked of: perhaps a name, unless the facts hold the word.
  ['letters of kitchen', 'kitchen'],
  ['letters about radar'],
  ['how many kitchen workers signed', 'kitchen'],
  ['kitchen ohi', 'kitchen'],
  // What stands there is no misspelt word.
  ['does lettre work with ohi', 'lettre!'],
  ['the lettre of ohi'],
  // An odd word is none in a language of which there is no dictionary.
  ['¿qué dijo la empresa sobre los zorblattes de las cartas?'],
  ['¿qué dijo la empresa sobre 23andme y las cartas?', '23andme'],
  // A listed word elsewhere is a word, where something of ours is named.
  ['the express letter on hml'],
  ['does express work on hml', 'express!'],
  ['the express letter', 'express!'],
  // In a few bare keywords what nobody knows is likelier a name than anything else; not beside one of ours.
  ['baker letter', 'baker'],
  ['baker kitchen window', 'baker kitchen window'],
  ['baker kitchen window letter'],
  ['baker norvane'],
  ['ohi baker', 'baker'],
  // A slip that may as well be a company; a name torn or misspelt is no stranger.
  ['is nvdia listed', 'nvdia'],
  ['norvnae lettr of tally bird'],
  ['Norvnae letter'],
  ['the afirm letter', 'afirm'],
  // A capital at the beginning says something where little else does.
  ['Signed letters', 'signed'],
  ['Lettre of norvane', 'lettre'],
])('strangers in %j', (text, ...names) => expect(strangersIn(text)).toEqual(names));

it('strangers says a name in 40 characters', () =>
  expect(strangersIn(`what did ${'Zorblatt'.repeat(9)} sell`)).toEqual([`${'zorblatt'.repeat(5)}!`]));

it('takes a name with a sign in it for nobody else once the base holds it', () => {
  const { lexicon } = context.retriever;
  const id = lexicon.named('norvane');
  const holding = { ...lexicon, named: (words: string) => (words === 'a w' ? id : lexicon.named(words)) };
  expect(understand('does A&W sell to ohi', context.languages, holding).strangers).toEqual([]);
});
