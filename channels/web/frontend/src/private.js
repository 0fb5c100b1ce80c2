// Finds numbers and addresses that lead to a person, before a text leaves the page.

// Lengths of an IBAN in the countries that people at a Dutch counter have accounts in.
const IBAN_LENGTHS = { AT: 20, BE: 16, BG: 22, CZ: 24, DE: 22, DK: 18, ES: 24, FR: 27, GB: 22, GR: 27, HR: 21, HU: 28, IE: 22, IT: 27, LT: 20, LV: 21, NL: 18, PL: 28, PT: 25, RO: 24, SE: 24, SK: 24, TR: 26, UA: 29 };
const PATTERNS = [
  ["email", /[^\s@<>,;]+@[^\s@<>,;]+\.[a-z]{2,}/gi, () => true],
  ["iban", /\b[a-z]{2}\d{2}(?: ?[a-z0-9]){11,30}/gi, isIban],
  ["phone", /(?<![\d+])(?:\+|00)\d{1,3}(?:[ ().-]{0,2}\d){7,12}(?!\d)/g, () => true],
  // A date with a time after it has ten digits as well.
  ["phone", /(?<!\d)(?!\d\d-\d\d-(?:19|20)\d\d)0[1-9](?:[ ()-]{0,2}\d){8}(?![\d])/g, () => true],
  ["bsn", /(?<!\d)\d(?:[ .-]?\d){8}(?!\d)/g, isBsn],
];

// The eleven test: weights 9 to 2 and -1, and the sum is a multiple of eleven.
function isBsn(found) {
  const digits = [...found.replace(/\D/g, "")].map(Number);
  const sum = digits.reduce((total, digit, at) => total + digit * (at === 8 ? -1 : 9 - at), 0);
  return sum > 0 && sum % 11 === 0;
}

// What follows the number in the sentence is cut off by the length of the country.
function isIban(found) {
  const compact = found.replace(/ /g, "").toUpperCase();
  const account = compact.slice(0, IBAN_LENGTHS[compact.slice(0, 2)] ?? 0);
  if (account.length < 15) return false;
  const digits = [...account.slice(4), ...account.slice(0, 4)].map((sign) => parseInt(sign, 36));
  return digits.reduce((rest, value) => (rest * (value > 9 ? 100 : 10) + value) % 97, 0) === 1;
}

// The kinds in the text, each once; what one kind takes is not read again as another.
export function privateKinds(text) {
  const kinds = new Set();
  let rest = text;
  for (const [kind, pattern, holds] of PATTERNS) {
    rest = rest.replace(pattern, (found) => {
      if (!holds(found)) return found;
      kinds.add(kind);
      return " _ ";
    });
  }
  return [...kinds];
}
