/** Makes something when it is first asked for, and gives the same from then on. After a throw it is tried again. */
export function lazy<Thing extends object>(make: () => Thing): () => Thing {
  let made: Thing | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
