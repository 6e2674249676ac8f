/** How one look at an installation went. `skipped`: nobody could look, and `says` says why. */
type Result = 'ok' | 'warning' | 'problem' | 'skipped';

/** One thing that was looked at. Neither text holds a token, or a part of one. */
export interface Outcome {
  /** A fixed name for programs, such as `slack-permissions`; the same at every run. */
  readonly check: string;
  readonly result: Result;
  /** One line for people: what was found, with a full stop. */
  readonly says: string;
  /** What to do about it; left out where nothing is to do. */
  readonly todo?: string;
}

export function ok(check: string, says: string): Outcome {
  return { check, result: 'ok', says };
}

export function warning(check: string, says: string, todo: string): Outcome {
  return { check, result: 'warning', says, todo };
}

export function problem(check: string, says: string, todo: string): Outcome {
  return { check, result: 'problem', says, todo };
}

export function skipped(check: string, says: string, todo?: string): Outcome {
  return { check, result: 'skipped', says, ...(todo !== undefined && { todo }) };
}
