/** How much a text says. */

/** Its letters (Han characters among them) and figures, leaving out the marks and what is not seen. */
export const lettersOf = (text: string): string[] =>
  Array.from(text.matchAll(/(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/gu), ([letter]) => letter)

/** How many of them. */
export const lengthOf = (text: string): number => lettersOf(text).length
