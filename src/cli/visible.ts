/** What others wrote, for a terminal. */

/**
 * Signs that steer a terminal, turn the text about or cannot be seen (\p{C}, line and paragraph separators) as `\uXXXX`; of a
 * text of JSON it is the same JSON.
 */
export const visible = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) =>
    sign
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
