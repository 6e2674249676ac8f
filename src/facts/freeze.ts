function refuse(): never {
  throw new TypeError('A base is frozen after loading: load another beside it and swap them.');
}

/** Freezes a value and everything in it, maps too (`Object.freeze` leaves their contents open). Gives it back. */
export function freezeDeep<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    for (const item of value.values()) freezeDeep(item);
    Object.assign(value, { set: refuse, delete: refuse, clear: refuse });
  }
  Object.freeze(value);
  for (const item of Object.values(value)) freezeDeep(item);
  return value;
}
