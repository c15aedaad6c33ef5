/** The same in English. */
export const hints = {
  title: 'Hints',
  still: 'These are only hints: you can still submit.',
}
