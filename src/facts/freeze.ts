function refuse(): never {
  throw new TypeError('A base is frozen after loading: load another beside it and swap them.');
}

/** Freezes a value and everything in it, maps and sets too (`Object.freeze` leaves their contents open). Gives it back. */
export function freezeDeep<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map || value instanceof Set) {
    for (const [key, item] of value.entries()) {
      freezeDeep(key);
      freezeDeep(item);
    }
    for (const name of ['set', 'add', 'delete', 'clear']) {
      if (name in value) Object.defineProperty(value, name, { value: refuse });
    }
  }
  Object.freeze(value);
  for (const key of Reflect.ownKeys(value)) freezeDeep(Reflect.get(value, key));
  return value;
}
