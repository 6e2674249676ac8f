/** Escaped for XML, attributes too. */
export function xml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** One digit behind the point is as exact as a screen. */
export function fixed(value: number): string {
  return String(Number(value.toFixed(1)));
}
