import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { createFaultPolicy } from '../../src/ops/faults.ts';

/** An error that is really thrown inside a package. */
function thrownInPackage(): unknown {
  const { parse } = createRequire(import.meta.url)('yaml');
  try {
    parse({ not: 'a string' });
  } catch (error) {
    return error;
  }
  throw new Error('the package did not throw');
}

const coded = (code: string): Error => Object.assign(new Error('x'), { code });
const NETWORK = ['ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'UND_ERR_SOCKET', 'WS_ERR_INVALID_OPCODE'];

describe('createFaultPolicy', () => {
  it('goes on after network trouble, a throw inside a package, and a rejection that nobody handled', () => {
    for (const fault of [...NETWORK.map(coded), thrownInPackage()])
      expect([fault, createFaultPolicy(() => 0)('exception', fault)]).toEqual([fault, 'go-on']);
    expect(createFaultPolicy(() => 0)('rejection', new TypeError('x'))).toBe('go-on');
  });

  it('stops after a throw in our own files, and after what is no error', () => {
    for (const fault of [new TypeError('x'), 'a string', undefined, coded('ERR_ASSERTION')])
      expect(createFaultPolicy(() => 0)('exception', fault)).toBe('stop');
  });

  it('stops after more than 20 in a minute, and not after 40 in an hour', () => {
    let time = 0;
    const quick = createFaultPolicy(() => time);
    expect(Array.from({ length: 21 }, () => quick('rejection', undefined)).indexOf('stop')).toBe(20);
    const slow = createFaultPolicy(() => time);
    for (let hour = 0; hour < 40; hour += 1, time += 90_000)
      expect(slow('rejection', undefined)).toBe('go-on');
  });
});
