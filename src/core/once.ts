/** Makes something when it is first asked for, and gives the same from then on. What throws is made anew the next time. */
export function once<Thing extends object>(make: () => Thing): () => Thing {
  let made: Thing | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
