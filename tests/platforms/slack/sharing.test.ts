import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSharedChannels, sharingOf } from '../../../src/platforms/slack/events.ts';
import { bench } from './bench.ts';
import { command, mention, press, saved } from './events.ts';

const home = 'T00000001';
const guest = { id: 'U9', name: 'guest', team_id: 'T0000OTHER' };

describe('whether a channel is shared with another organisation', () => {
  const ours = { channel: 'C00000001', shared: false };
  const shared = { channel: 'C00000001', shared: true };
  const elsewhere = { message: { text: 'x', team: 'T0000OTHER' } };

  it.each([
    ['events', mention({}, { is_ext_shared_channel: true }), shared],
    ['events', mention(), ours],
    ['somebody of another workspace', press('x', { user: guest }), shared],
    ['somebody of another workspace', press('x', { team: { id: 'T0000OTHER' } }), shared],
    ['somebody of another workspace', saved('message-action', elsewhere), shared],
    ['no command of our own people', command(), undefined],
    ['no button of our own people', press('x'), undefined],
    ['no shortcut of our own people', saved('message-action'), undefined],
  ])('is told by %s', (_, body, told) => {
    expect(sharingOf(body, home)).toEqual(told);
  });

  it('is not told by somebody of another workspace where this one belongs to an organisation', () => {
    expect(sharingOf(press('x', { user: guest }), undefined)).toBeUndefined();
  });

  it('is asked of anything, and breaks nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(() => sharingOf(body, home)).not.toThrow();
      }),
    );
  });

  it('is remembered until an event says otherwise, for a bounded number of channels', () => {
    const known = createSharedChannels();
    known.note({ channel: 'C0', shared: true });
    known.note(undefined);
    expect(known.isKnown('C0')).toBe(true);
    known.note({ channel: 'C0', shared: false });
    expect(known.isKnown('C0')).toBe(false);
    for (let count = 1; count <= 1_001; count += 1) known.note({ channel: `C${count}`, shared: true });
    expect([known.isKnown('C1'), known.isKnown('C2'), known.isKnown('C1001')]).toEqual([false, true, true]);
  });
});

it('answers somebody of another organisation by what our workspace has set', async () => {
  const made = await bench('http');
  await made.answered(press('[1,"ask","fact","acme.owner"]', { user: guest, team: { id: 'T0000OTHER' } }));
  expect(made.bot.questions).toMatchObject([{ workspace: 'slack:T00000001' }]);
});
