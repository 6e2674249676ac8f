import { BotError } from '../../src/core/errors.ts';
import type { Proposed } from '../write/proposal.ts';

/** A fact as somebody else's file tells it, not yet checked. */
export interface IncomingFact extends Proposed<Readonly<Record<string, unknown>>> {
  readonly id: string;
  readonly topic: unknown;
  readonly wordings: readonly (Proposed<Readonly<Record<string, unknown>>> & { readonly language: string })[];
}

/** Why something can not be taken. */
export interface Refusal {
  /** `row 12, column quote` or `facts[3].asOf`. */
  readonly where: string;
  readonly message: string;
  readonly tip?: string;
}

/** What a file holds that is to be imported. */
export interface Incoming {
  readonly facts: readonly IncomingFact[];
  readonly sources: readonly Proposed<Readonly<Record<string, unknown>>>[];
  readonly entities: readonly Proposed<Readonly<Record<string, unknown>>>[];
  /** Of what could not even be read as a fact or a source. */
  readonly refused: readonly Refusal[];
  readonly notes: readonly string[];
}

/** Rows of a table, or facts and sources of a JSON file. Each is compared with every other, and a file of facts that is
    larger than 1 MB is not read again: far more than this is a slip. */
export const MOST_ROWS = 10_000;

/** Throws BotError `bad_data` for more than `MOST_ROWS`. */
export function refuseTooMany(rows: number, file: string): void {
  if (rows <= MOST_ROWS) return;
  throw new BotError(
    'bad_data',
    `${file} has more than ${MOST_ROWS.toLocaleString('en')} rows`,
    'Split it into several files, and import one topic after the other.',
  );
}
