/** Only ways inside the house. A browser takes tabs and line ends out of an address: `/<tab>/x.example` would leave it. */
export const inside = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/desk'
