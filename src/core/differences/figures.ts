import { anyOf, type Grammar, spaced } from './grammar.ts';

/** A number as a text says it. */
export interface Figure {
  readonly value: number;
  /** Money in US dollars, another money, a share, or a count of something. */
  readonly unit: 'usd' | 'money' | 'percent' | 'count';
  /** How it is bounded: `more than 650` is `least`. */
  readonly bound: 'exact' | 'least' | 'most' | 'about';
  /** What it was multiplied by: 1, a thousand, a million. */
  readonly scale: number;
  /** Its digits without the scale, so that `148` and `148.5` can be told from `148.50`. */
  readonly digits: string;
}

export interface Located<Thing> {
  readonly from: number;
  readonly to: number;
  readonly thing: Thing;
}

const NUMBER = String.raw`\d{1,3}(?:[,.]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?`;

/** Every figure in folded-free, lower-case text without accents; positions are those of that text. Codes such as
    `pia-072` hold none. */
export function readFigures(text: string, grammar: Grammar): readonly Located<Figure>[] {
  return [...text.matchAll(patternOf(grammar))].flatMap((found) => {
    const { sign, sum, half, digits, word, scale, plus, unit, more, ceiling } = found.groups ?? {};
    if (half !== undefined && scale === undefined) return [];
    const figure = figureOf(
      sum !== undefined
        ? '1'
        : half !== undefined
          ? '0.5'
          : (digits ?? String(grammar.counts.get(spaced(word ?? '')) ?? '')),
      grammar.sums.get(spaced(sum ?? '')) ?? grammar.multipliers.get(spaced(scale ?? '')) ?? 1,
      unitOf(sign, unit, grammar),
      plus || more ? 'least' : ceiling ? 'most' : boundOf(text.slice(0, found.index), grammar),
    );
    const whole = found[0].length - found[0].trimEnd().length;
    return figure ? [{ from: found.index, to: found.index + found[0].length - whole, thing: figure }] : [];
  });
}

const patterns = new WeakMap<Grammar, RegExp>();

/** Making the pattern costs more than reading a sentence with it. */
function patternOf(grammar: Grammar): RegExp {
  const made = patterns.get(grammar) ?? new RegExp(figurePattern(grammar), 'gu');
  patterns.set(grammar, made);
  return made;
}

function figurePattern(grammar: Grammar): string {
  const end = String.raw`(?![\p{L}\p{N}])`;
  const units = anyOf([...grammar.percent, ...grammar.dollars, ...grammar.otherMoney]);
  const scale = `(?<scale>${anyOf(grammar.multipliers.keys())})${end}`;
  const number = `(?:(?<half>${anyOf(grammar.halves)}) |(?<digits>${NUMBER})|(?<word>${anyOf(grammar.counts.keys())})${end})`;
  return [
    String.raw`(?<![\p{L}\p{N}.,]|[\p{L}\p{N}][-/])(?<sign>us\$|usd ?|\$|€|£|eur ?)? ?`,
    `(?:(?<sum>${anyOf(grammar.sums.keys())})${end}|${number}(?:[ -]?${scale}(?:\\.(?= ?${units}${end}))?)?)`,
    String.raw`(?<plus>\+)?(?: ?(?<unit>[%$€£]|usd|${units})${end})?`,
    `(?<more> ${anyOf(grammar.atLeastAfter)}${end})?(?<ceiling> ${anyOf(grammar.atMostAfter)}${end})?`,
  ].join('');
}

function figureOf(digits: string, scale: number, unit: Figure['unit'], bound: Figure['bound']): Figure | undefined {
  // A point or a comma before three digits parts thousands, in whichever language; before one or two it is decimal.
  const plain = digits.replace(/[,.](?=\d{3}(?!\d))/g, '').replace(',', '.');
  const value = Number(plain) * scale;
  if (!Number.isFinite(value) || plain === '') return undefined;
  return { value: Number(value.toPrecision(12)), unit, bound, scale, digits: plain };
}

function unitOf(sign: string | undefined, unit: string | undefined, grammar: Grammar): Figure['unit'] {
  const word = spaced(unit ?? '');
  if (/[€£]|eur/.test(sign ?? '') || /[€£]/.test(word) || grammar.otherMoney.includes(word)) return 'money';
  if (sign !== undefined || word === 'usd' || word === '$' || grammar.dollars.includes(word)) return 'usd';
  return word === '%' || grammar.percent.includes(word) ? 'percent' : 'count';
}

/** By the words right before it; those further off belong to something else. */
function boundOf(before: string, grammar: Grammar): Figure['bound'] {
  const near = ` ${before.replace(/[^\p{L}\p{N}]+/gu, ' ').slice(-32)}`.replace(
    new RegExp(` ${anyOf(grammar.articles)}? *$`, 'u'),
    '',
  );
  const ends = (phrases: readonly string[]): boolean => phrases.some((phrase) => near.endsWith(` ${phrase}`));
  if (ends(grammar.about) || /~\s*$/.test(before)) return 'about';
  if (ends(grammar.atMost) || />?<\s*$/.test(before)) return 'most';
  return ends(grammar.atLeast) || />\s*$/.test(before) ? 'least' : 'exact';
}

/** Whether what is said of a figure agrees with the source's, differs from it, or is more than the source says. */
export function compareFigures(said: Figure, source: Figure): 'agrees' | 'number' | 'unit' | 'bound' | 'looser' {
  if (said.unit !== source.unit) return 'unit';
  if (said.value === source.value) return compareBounds(said.bound, source.bound);
  if (said.bound === 'about' && isRounded(said, source)) return 'agrees';
  const ratio = said.bound === 'most' ? said.value / source.value : source.value / said.value;
  if ((said.bound === 'least' || said.bound === 'most') && isRounder(said, source, ratio))
    return source.bound === said.bound ? 'looser' : 'agrees';
  return sameDigits(said, source) && said.scale !== source.scale ? 'unit' : 'number';
}

function compareBounds(said: Figure['bound'], source: Figure['bound']): 'agrees' | 'bound' | 'looser' {
  if (said === source || said === 'about') return 'agrees';
  if (said === 'exact') return source === 'most' ? 'looser' : 'agrees';
  return source === 'about' ? 'looser' : 'bound';
}

/** Said with fewer digits than the source has, and near it: `about $148 million` for 148.5. */
function isRounded(said: Figure, source: Figure): boolean {
  const place = placeOf(said);
  return place > placeOf(source) && Math.abs(said.value - source.value) < place && near(said.value, source.value);
}

/** Whether `over 90` may be said of 94: it has fewer digits that count, and is not far off. */
function isRounder(said: Figure, source: Figure, ratio: number): boolean {
  const counting = ({ digits }: Figure): number => digits.replace(/\D/g, '').replace(/^0+|0+$/g, '').length;
  return ratio > 1 && ratio <= FAR && counting(said) < counting(source);
}

/** How many times a figure another may be that is named as its bound. */
const FAR = 1.25;

const near = (one: number, other: number): boolean => Math.abs(one - other) <= Math.abs(other) * 0.025;

/** What one step of its last digit is worth: 10 for `650`, a hundred thousand for `148.5 million`. */
function placeOf({ digits, scale }: Figure): number {
  const decimals = digits.split('.')[1]?.length ?? 0;
  const zeros = decimals > 0 ? 0 : (/0*$/.exec(digits)?.[0].length ?? 0);
  return scale * 10 ** (zeros - decimals);
}

/** `148 billion` and `148.5 million`: the same digits, or the same but for rounding, on another scale. */
export function sameDigits(said: Figure, source: Figure): boolean {
  const ratio = source.value === 0 ? 0 : said.value / source.value;
  if (ratio <= 0) return false;
  const power = 10 ** (3 * Math.round(Math.log10(ratio) / 3));
  return power !== 1 && near(said.value / power, source.value);
}
