import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAnswer, safeName } from '../../../src/platforms/slack/render.ts';
import { anyText } from '../hostile-text.ts';
import { say } from '../say.ts';
import { answer, formatCommand } from './cards.ts';
import { inspect } from './inspect.ts';

describe('a poster’s name', () => {
  it('pings nobody, forges nothing and fits, whatever it is', () => {
    fc.assert(
      fc.property(anyText(2_000), (name) => {
        const line = say('posted-by', { name: safeName(name) });
        const message = renderAnswer(answer(), say, { formatCommand, postable: false, posted: line });
        const seen = inspect(message);
        expect(seen.pings).toEqual([]);
        expect(seen.overLimits).toEqual([]);
        expect(seen.links).toEqual(
          inspect(renderAnswer(answer(), say, { formatCommand, postable: false })).links,
        );
        expect(safeName(name)).toMatch(/^[\p{L}\p{M}\p{N}'’ …-]{1,40}$/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is read as people write it', () => {
    expect(safeName('anna.maría_o’neil-2')).toBe('anna maría o’neil-2');
    expect(safeName('<!channel>')).toBe('channel');
    expect(safeName('evil.example/x @here')).toBe('evil example x here');
    for (const empty of [undefined, '', '🎉', '@#<>']) expect(safeName(empty)).toBe('…');
  });
});
