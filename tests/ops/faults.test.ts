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

describe('createFaultPolicy', () => {
  it.each(['ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'UND_ERR_SOCKET', 'WS_ERR_INVALID_OPCODE'])(
    'lives on after %s',
    (code) => {
      expect(createFaultPolicy(() => 0)('exception', coded(code))).toBe('go-on');
    },
  );

  it('lives on after a rejection that nobody handled', () => {
    expect(createFaultPolicy(() => 0)('rejection', new TypeError('x'))).toBe('go-on');
  });

  it('lives on after a throw inside a package', () => {
    expect(createFaultPolicy(() => 0)('exception', thrownInPackage())).toBe('go-on');
  });

  it('stops after a throw in our own files, and after what is no error', () => {
    for (const fault of [new TypeError('x'), 'a string', undefined, coded('ERR_ASSERTION')]) {
      expect(createFaultPolicy(() => 0)('exception', fault)).toBe('stop');
    }
  });

  it('stops after more than 20 in a minute, and not after 40 in an hour', () => {
    let time = 0;
    const quick = createFaultPolicy(() => time);
    expect(Array.from({ length: 21 }, () => quick('rejection', undefined)).indexOf('stop')).toBe(20);
    const slow = createFaultPolicy(() => time);
    const verdicts = Array.from({ length: 40 }, () => {
      time += 90_000;
      return slow('rejection', undefined);
    });
    expect(verdicts).not.toContain('stop');
  });
});
