/** What shaping makes of a word, whichever library shaped it. */

/** A glyph by the font's own number, and where it stands from the beginning of its cluster, in parts of the em. */
export type PlacedGlyph = { id: number; x: number; y: number }
/** Characters that the font draws as one sign, or as signs that stand on each other: then the first is what they stand on. */
export type Cluster = { text: string; em: number; glyphs: PlacedGlyph[] }
