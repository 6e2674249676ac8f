import type { FactBase } from '../core/fact.ts';
import type { Platform } from '../core/ports.ts';

/** What health and metrics look at whenever somebody asks for them. */
export interface RunningBot {
  /** What is answered from. */
  facts(): FactBase;
  /** Every language that an answer may be worded in. */
  languages(): readonly string[];
  baseReadAt(): Date;
  baseIsRefused(): boolean;
  storeIsUp(): Promise<boolean>;
  platforms(): readonly Pick<Platform, 'name' | 'health' | 'lastSign'>[];
  now(): Date;
}
