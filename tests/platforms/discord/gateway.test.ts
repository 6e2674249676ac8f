import { describe, expect, it } from 'vitest';
import { IdentifyBudget } from '../../../src/platforms/discord/gateway.ts';

const DAY = 86_400_000;

function budget(left: number, at?: number[]) {
  const state = { now: 0, spent: 0, passed: 0 };
  const inner = {
    waitForIdentify: async () => {
      state.passed += 1;
    },
  };
  const made = new IdentifyBudget(
    left,
    () => new Date(state.now),
    () => {
      state.spent += 1;
    },
    inner,
    at,
  );
  return { state, made };
}

describe('the budget of logins', () => {
  it('lets 200 through in 24 hours, then none, and says so once', async () => {
    const { state, made } = budget(1000);
    const closed = new AbortController();
    for (let count = 0; count < 200; count += 1) await made.waitForIdentify(0, closed.signal);
    const waiting = [made.waitForIdentify(0, closed.signal), made.waitForIdentify(0, closed.signal)];
    expect(state).toMatchObject({ passed: 200, spent: 1 });
    closed.abort();
    await expect(Promise.all(waiting)).rejects.toThrow();
    expect(state.passed).toBe(200);
  });

  it('counts only the last 24 hours', async () => {
    const { state, made } = budget(1000);
    const { signal } = new AbortController();
    for (let count = 0; count < 400; count += 1) {
      state.now += DAY / 150;
      await made.waitForIdentify(0, signal);
    }
    expect(state).toMatchObject({ passed: 400, spent: 0 });
  });

  it('counts the logins of one that was open before', async () => {
    const logins: number[] = [];
    const { signal } = new AbortController();
    for (const times of [150, 50]) {
      const { state, made } = budget(1000, logins);
      for (let count = 0; count < times; count += 1) await made.waitForIdentify(0, signal);
      expect(state.spent).toBe(0);
    }
    const { state, made } = budget(1000, logins);
    void made.waitForIdentify(0, signal);
    expect(state).toMatchObject({ passed: 0, spent: 1 });
  });

  it('lets none through when Discord says that too few are left', () => {
    const { state, made } = budget(300);
    void made.waitForIdentify(0, new AbortController().signal);
    expect(state).toMatchObject({ passed: 0, spent: 1 });
  });
});
