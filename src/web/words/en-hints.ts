/** The same in English. */
export const hints = {
  title: 'Hints',
}
