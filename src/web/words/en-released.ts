/** The same in English. */
export const released = {
  title: 'Already public',
}
