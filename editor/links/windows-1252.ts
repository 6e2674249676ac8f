/** What Windows has at 128 to 159, where Unicode has control characters. */
const SIGNS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Control characters of 128 to 159 as the signs that were meant: pages say Latin-1 and mean Windows-1252, which is how
    browsers read them. */
export function withWindowsSigns(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (char) => SIGNS[char.charCodeAt(0) - 0x80] ?? char);
}
