import type { Peer } from '../peer.ts';
import { flexSearch } from './flexsearch.ts';
import { fuseDefaults, fuseTokenSearch } from './fuse.ts';
import { fuzzySort } from './fuzzysort.ts';
import { lunrJs } from './lunr.ts';
import { miniSearchDefaults, miniSearchFuzzy, miniSearchTuned } from './minisearch.ts';
import { orama } from './orama.ts';
import { ours } from './ours.ts';
import { uFuzzy } from './ufuzzy.ts';

/** All engines that are measured side by side. */
export const PEERS: readonly Peer[] = [
  ours,
  fuseDefaults,
  fuseTokenSearch,
  miniSearchDefaults,
  miniSearchFuzzy,
  miniSearchTuned,
  orama,
  flexSearch,
  lunrJs,
  fuzzySort,
  uFuzzy,
];
