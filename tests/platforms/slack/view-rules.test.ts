import { describe, expect, it } from 'vitest';
import { viewProblems } from './view-rules.ts';

const title = { type: 'plain_text', text: 'Ask' };
const blocks = [{ type: 'divider' }];

describe('the rules for views', () => {
  it('let a modal and a Home tab through', () => {
    expect(viewProblems({ type: 'modal', title, blocks })).toEqual([]);
    expect(viewProblems({ type: 'home', blocks })).toEqual([]);
  });

  it.each([
    ['another type', { type: 'message', blocks }],
    ['no block', { type: 'home', blocks: [] }],
    ['too many blocks', { type: 'home', blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) }],
    ['no title', { type: 'modal', blocks }],
    ['a long title', { type: 'modal', title: { type: 'plain_text', text: 'x'.repeat(25) }, blocks }],
    ['a title of a Home tab', { type: 'home', title, blocks }],
    ['an input that goes nowhere', { type: 'modal', title, blocks: [{ type: 'input' }] }],
    ['long metadata', { type: 'home', blocks, private_metadata: 'x'.repeat(3_001) }],
  ])('refuse %s', (_, view) => {
    expect(viewProblems(view)).toHaveLength(1);
  });
});
