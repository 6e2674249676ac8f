import { expect, it } from 'vitest';
import { nearest } from '../../src/facts/problems.ts';

it.each([
  ['asof', ['asOf', 'about'], 'asOf'],
  ['amce', ['acme', 'bolt'], 'acme'],
  [
    'salesforce.cbp-spending-2018',
    ['salesforce.cbp-spending-2024', 'salesforce.uip'],
    'salesforce.cbp-spending-2024',
  ],
  ['ice', ['cbp', 'dhs'], undefined],
  ['salesforce.no-ice-agreement', ['salesforce.gsa-agreement'], undefined],
  ['x', [], undefined],
])('of %j and %j it means %j', (typed, names, meant) => expect(nearest(typed, names)).toBe(meant));
