/** The same in English. */
export const account = {
  title: 'My applications',
}
